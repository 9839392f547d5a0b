using BloomCoin.Chain;
using BloomCoin.Chain.Rules;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>The branches that blocks may be added to: read from the store, and the last few kept, so that a branch that grows is read once.</summary>
internal sealed class Branches(IChainStore chain, ICoinStore coins)
{
    /// <summary>Side branches that are kept: as many as may grow at the same time among honest miners, and some.</summary>
    public const int MaxKept = 8;

    /// <summary>Bodies that are read at a time.</summary>
    private const int Chunk = 250;

    private readonly LinkedList<Branch> _kept = [];

    /// <summary>The branch that ends in a stored block; null when the block is not stored.</summary>
    public async Task<Branch?> EndingIn(Hash256 hash)
    {
        if (_kept.FirstOrDefault(branch => branch.Hash == hash) is { } kept) return kept;
        if (await chain.FindHeader(hash) is not { } header || await chain.FindBranch(hash) is not { } path) return null;

        var window = HeaderWindow.FromAncestors(await chain.ReadAncestors(hash, HeaderWindow.Length), header.Height);
        return new Branch(window, header.Work, await CoinsAt(path));
    }

    /// <summary>A side branch grew; it replaces the shorter one.</summary>
    public void Grew(Branch branch, Hash256 from)
    {
        if (_kept.FirstOrDefault(kept => kept.Hash == from) is { } shorter) _kept.Remove(shorter);
        _kept.AddFirst(branch);
        if (_kept.Count > MaxKept) _kept.RemoveLast();
    }

    /// <summary>The best chain was reorganised: where the others leave it has changed.</summary>
    public void Forget() => _kept.Clear();

    /// <summary>The store's outputs at the fork, and on them what the branch's blocks changed.</summary>
    private async Task<BranchCoins> CoinsAt(BranchPath path)
    {
        var branch = BranchCoins.At(path.ForkHeight, coins);
        for (var next = 0; next < path.Blocks.Count;)
        {
            var bodies = await chain.ReadBlocks([.. path.Blocks.Skip(next).Take(Chunk)], Constants.MaxBlockLength);
            var blocks = bodies.Select(Parse).ToList();
            await branch.Load(blocks);
            foreach (var block in blocks) branch.Add(block, path.ForkHeight + ++next);
        }

        return branch;
    }

    /// <summary>A block of the store.</summary>
    public static Block Parse(byte[]? bytes) => bytes is not null && Block.TryParse(bytes, out var block, out _)
        ? block
        : throw new InvalidOperationException("the store lost a block of a branch");
}
