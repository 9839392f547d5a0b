using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>The end of one branch, ready to judge the next block on it by rules 3 to 5.</summary>
internal sealed class Branch(HeaderWindow window, ChainWork work)
{
    public Hash256 Hash => window.Hash;

    public int Height => window.Height;

    /// <summary>All work up to its end.</summary>
    public ChainWork Work { get; private set; } = work;

    public ChainTip Tip => new(Hash, Height, Work);

    /// <summary>The branch that ends in a stored block; null when the block is not stored.</summary>
    public static async Task<Branch?> EndingIn(Hash256 hash, IChainStore store)
    {
        if (await store.FindHeader(hash) is not { } header) return null;
        var headers = await store.ReadAncestors(hash, HeaderWindow.Length);
        return new Branch(HeaderWindow.FromAncestors(headers, header.Height), header.Work);
    }

    public Branch Clone() => new(window.Clone(), Work);

    /// <summary>Takes a block onto the branch when it is valid there; else says which rule it breaks.</summary>
    public bool TryExtend(CandidateBlock candidate, ChainParameters parameters, DateTimeOffset now, out StoredBlock? stored, out RuleViolation? violation)
    {
        stored = null;
        violation = candidate.Violation;
        if (violation is not null) return false;

        var block = candidate.Block!;
        violation = BlockRules.CheckCoinbaseHeight(block, Height + 1);
        if (violation is not null || !window.TryExtend(block.Bytes.Span[..BlockHeader.Length], block.Hash, parameters, now, out violation)) return false;

        Work += CompactTarget.Work(block.Header.Difficulty);
        stored = new StoredBlock(block, Height, Work);
        return true;
    }
}
