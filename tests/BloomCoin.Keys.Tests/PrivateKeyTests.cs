using System.Security.Cryptography;
using System.Text;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using CsCheck;

namespace BloomCoin.Keys.Tests;

// chain-format, Transaction: the address is the owner's Ed25519 public key, a signature is by it over the bytes without signatures.
public sealed class PrivateKeyTests
{
    [Theory]   // RFC 8032, 7.1, tests 1 and 2
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")]
    public void A_seed_has_its_address(string seed, string address)
    {
        using var key = PrivateKey.FromSeed(Convert.FromHexString(seed));
        Assert.Equal(address, key.Address.ToString());
    }

    [Fact]
    public void The_keys_of_the_reference_chain_own_its_balances()
    {
        var vectors = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.json"));
        for (var n = 0; n < 8; n++)
        {
            using var key = VectorKey(n);
            Assert.Contains(key.Address.ToString(), vectors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_input_of_a_signed_transaction_verifies_and_the_txid_stays() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 5], Gen.UInt, Gen.Byte.Array[32]).Sample((inputs, outputs, lockTime, seed) =>
        {
            using var key = PrivateKey.FromSeed(seed);
            var open = Open(inputs, outputs, lockTime);
            var signed = key.Sign(open);
            Assert.Equal(open.Id, signed.Id);
            Assert.Equal(open.GetSigningBytes(), signed.GetSigningBytes());
            for (var i = 0; i < inputs; i++) Assert.True(SignatureCheck.Verifies(new SignatureClaim(signed, i, key.Address)));
        }, iter: 200);

    [Fact]
    public void A_signature_is_worth_nothing_by_another_key_or_for_another_transaction()
    {
        using var key = VectorKey(0);
        using var other = VectorKey(1);
        var signed = key.Sign(Open(2, 2, 0));
        Assert.False(SignatureCheck.Verifies(new SignatureClaim(signed, 0, other.Address)));

        var moved = Transaction.Create(signed.Inputs, [signed.Outputs[0], signed.Outputs[1] with { Address = other.Address }]);
        Assert.False(SignatureCheck.Verifies(new SignatureClaim(moved, 0, key.Address)));
    }

    [Fact]
    public void Two_generated_keys_differ()
    {
        using var one = PrivateKey.Generate();
        using var other = PrivateKey.Generate();
        Assert.NotEqual(one.Address, other.Address);
    }

    [Fact]
    public void A_key_shows_its_address_and_never_its_seed()
    {
        var seed = SHA256.HashData("a secret"u8);
        using var key = PrivateKey.FromSeed(seed);
        Assert.Equal($"the key of {key.Address}", key.ToString());
        Assert.DoesNotContain(typeof(PrivateKey).GetProperties(), property => property.Name != nameof(PrivateKey.Address));
    }

    [Theory, InlineData(0), InlineData(31), InlineData(33)]
    public void A_seed_of_any_other_length_is_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateKey.FromSeed(new byte[length]));

    private static PrivateKey VectorKey(int n) => PrivateKey.FromSeed(SHA256.HashData(Encoding.ASCII.GetBytes($"bloom vector key {n}")));

    private static Transaction Open(int inputs, int outputs, uint lockTime) => Transaction.Create(
        [.. Enumerable.Range(0, inputs).Select(i => new TransactionInput(new OutPoint(DoubleSha256.Of([1]), (uint)i), default))],
        [.. Enumerable.Range(0, outputs).Select(i => new TransactionOutput((ulong)i, DoubleSha256.Of([2])))],
        lockTime);
}
