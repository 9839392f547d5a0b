using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Grains.Chain;

/// <summary>A block on its way in, judged as far as it can be alone: rules 1 to 3.</summary>
/// <param name="Bytes">As it came.</param>
/// <param name="Block">Null when rule 1 is broken.</param>
/// <param name="Violation">The rule it breaks by itself; null when there is none.</param>
internal sealed record CandidateBlock(ReadOnlyMemory<byte> Bytes, Block? Block, RuleViolation? Violation)
{
    private const int ParentOffset = sizeof(uint);

    /// <summary>The parent that its header names, as far as there is a header.</summary>
    public Hash256? Parent => Bytes.Length >= BlockHeader.Length ? new Hash256(Bytes.Span[ParentOffset..]) : null;

    /// <summary>Its hash, as far as there is a header.</summary>
    public Hash256? Hash => Block?.Hash ?? (Bytes.Length >= BlockHeader.Length ? BlockHeader.HashOf(Bytes.Span) : null);

    /// <summary>Judges every block of a batch, on all cores, outside the grain's turn.</summary>
    public static Task<CandidateBlock[]> JudgeAll(BlockBatch batch) => Task.Run(() =>
    {
        var blocks = batch.Split();
        var judged = new CandidateBlock[blocks.Count];
        Parallel.For(0, judged.Length, index => judged[index] = Judge(blocks[index]));
        return judged;
    });

    /// <summary>Judges one block alone.</summary>
    public static CandidateBlock Judge(ReadOnlyMemory<byte> bytes) => Block.TryParse(bytes, out var block, out var violation)
        ? new CandidateBlock(bytes, block, BlockRules.CheckStructure(block))
        : new CandidateBlock(bytes, null, violation);
}
