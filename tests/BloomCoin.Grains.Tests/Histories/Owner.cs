using BloomCoin.Chain;
using NSec.Cryptography;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>Who owns outputs in these tests: four keys, each made from its number.</summary>
internal sealed class Owner
{
    private static readonly SignatureAlgorithm Ed25519 = SignatureAlgorithm.Ed25519;

    public static readonly IReadOnlyList<Owner> All = [.. Enumerable.Range(0, 4).Select(number => new Owner((byte)number))];

    private readonly Key _key;

    private Owner(byte number)
    {
        _key = Key.Import(Ed25519, Enumerable.Repeat(number, 32).ToArray(), KeyBlobFormat.RawPrivateKey);
        Address = new Hash256(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    public Hash256 Address { get; }

    /// <summary>A transaction whose inputs are signed by the owners of the outputs that they spend.</summary>
    public static Transaction Sign(IReadOnlyList<(OutPoint Output, Hash256 Owner)> inputs, IReadOnlyList<TransactionOutput> outputs, uint lockTime = 0)
    {
        var unsigned = Transaction.Create([.. inputs.Select(input => new TransactionInput(input.Output, default))], outputs, lockTime);
        var bytes = unsigned.GetSigningBytes();
        return Transaction.Create(
            [.. inputs.Select(input => new TransactionInput(input.Output, Of(input.Owner).Sign(bytes)))], outputs, lockTime);
    }

    public static bool Verifies(Transaction transaction, int input, Hash256 address) => Ed25519.Verify(
        PublicKey.Import(Ed25519, address.ToArray(), KeyBlobFormat.RawPublicKey),
        transaction.GetSigningBytes(),
        transaction.Inputs[input].Signature.Span);

    private static Owner Of(Hash256 address) => All.First(owner => owner.Address == address);

    private byte[] Sign(byte[] bytes) => Ed25519.Sign(_key, bytes);
}
