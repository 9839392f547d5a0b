using System.Buffers.Binary;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Keys.Tests;

// chain-format, Transaction: an input's signature is Ed25519 by the key of the output that it spends.
public sealed class SignatureCheckTests
{
    private static readonly List<SignatureClaim> Claims = ReadClaims();

    [Fact]
    public void Every_signature_of_the_reference_chain_verifies()
    {
        Assert.NotEmpty(Claims);
        Assert.Equal(-1, SignatureCheck.FindInvalid(Claims));
    }

    [Theory, InlineData(0), InlineData(17), InlineData(1000)]
    public void The_first_signature_that_does_not_verify_is_found(int position)
    {
        var claims = Claims.ToList();
        claims[position] = claims[position] with { Address = Claims[position].Transaction.Id };
        claims[^1] = claims[^1] with { Address = default };

        Assert.Equal(position, SignatureCheck.FindInvalid(claims));
        Assert.Equal(0, SignatureCheck.FindInvalid([claims[position]]));
    }

    private static List<SignatureClaim> ReadClaims()
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "reference-chain-2500.blocks")).AsMemory();
        var owners = new Dictionary<OutPoint, Hash256>();
        var claims = new List<SignatureClaim>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.Span);
            Assert.True(Block.TryParse(file.Slice(sizeof(int), length), out var block, out _));
            foreach (var transaction in block.Transactions)
            {
                for (var i = 0; i < transaction.Inputs.Count && !transaction.IsCoinbase; i++)
                    claims.Add(new SignatureClaim(transaction, i, owners[transaction.Inputs[i].Spends]));
                for (var i = 0; i < transaction.Outputs.Count; i++)
                    owners[new OutPoint(transaction.Id, (uint)i)] = transaction.Outputs[i].Address;
            }

            file = file[(sizeof(int) + length)..];
        }

        return claims;
    }
}
