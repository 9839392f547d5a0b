using System.Buffers.Binary;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Chain.Tests.Vectors;

/// <summary>Blocks made from a real one, with one thing wrong and all else right.</summary>
internal static class Mutation
{
    /// <summary>A block of the reference chain with four transactions, and its height.</summary>
    public const int Height = 165;

    public static readonly Block Original = ReferenceChain.At(Height);

    private static readonly HeaderWindow Parent = WindowBefore(Height);

    /// <summary>The original with other transactions; the merkle root is theirs.</summary>
    public static Block WithTransactions(params Transaction[] transactions)
    {
        var root = MerkleRoot.Compute(transactions.Select(transaction => transaction.Id).ToArray(), out _);
        return Block.Create(Original.Header with { MerkleRoot = root }, Original.Certificate, transactions);
    }

    public static Block WithHeader(Func<BlockHeader, BlockHeader> change) =>
        Block.Create(change(Original.Header), Original.Certificate, Original.Transactions);

    /// <summary>The original with a u32 of its certificate overwritten.</summary>
    public static Block WithCertificate(int offset, uint value) => Parse(Overwrite(BlockHeader.Length + sizeof(uint) + offset, value));

    /// <summary>The original with an f32 of its certificate overwritten.</summary>
    public static Block WithCertificate(int offset, float value) => WithCertificate(offset, BitConverter.SingleToUInt32Bits(value));

    /// <summary>The original with another certificate.</summary>
    public static Block WithCertificate(Certificate certificate, Func<BlockHeader, BlockHeader> change) =>
        Block.Create(change(Original.Header), certificate, Original.Transactions);

    /// <summary>The original's bytes with a u32 overwritten.</summary>
    public static byte[] Overwrite(int offset, uint value)
    {
        var bytes = Original.Bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
        return bytes;
    }

    public static Block Parse(byte[] bytes) =>
        Block.TryParse(bytes, out var block, out var violation) ? block : throw new InvalidDataException(violation.ToString());

    /// <summary>The window that ends in the parent of a height of the reference chain.</summary>
    public static HeaderWindow WindowBefore(int height) => HeaderWindow.FromAncestors(
        ReferenceChain.Headers(Math.Max(0, height - HeaderWindow.Length), height - 1), height - 1);

    /// <summary>The first violation of rules 1 to 5 of what is offered as the original's block; null when there is none.</summary>
    public static RuleViolation? Judge(ReadOnlyMemory<byte> bytes)
    {
        if (!Block.TryParse(bytes, out var block, out var violation))
            return violation;
        violation = BlockRules.CheckStructure(block) ?? BlockRules.CheckCoinbaseHeight(block, Height);
        return violation ?? HeaderRules.Check(block.Header, Parent, ChainParameters.Mainnet, ReferenceChain.Now);
    }

    public static void AssertBreaks(Fault fault, RuleViolation? violation)
    {
        Assert.NotNull(violation);
        Assert.Equal(fault, violation.Fault);
        Assert.Equal((int)fault / 100, (int)violation.Rule);
        Assert.StartsWith($"rule {(int)violation.Rule}: ", violation.ToString(), StringComparison.Ordinal);
    }
}
