using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The chain store as two collections in memory: what the real ones are compared with.</summary>
internal sealed class ChainModel
{
    private readonly Dictionary<Hash256, StoredBlock> _stored = [];

    /// <summary>Every stored block, oldest first.</summary>
    public List<StoredBlock> Stored { get; } = [];

    /// <summary>The best chain from its genesis on.</summary>
    public List<StoredBlock> Best { get; private set; } = [];

    public ChainTip? Tip => Best.Count == 0 ? null : TestChain.Tip(Best[^1]);

    public void Store(IEnumerable<StoredBlock> blocks)
    {
        foreach (var block in blocks)
            if (_stored.TryAdd(block.Hash, block))
                Stored.Add(block);
    }

    public void Append(List<StoredBlock> blocks)
    {
        Store(blocks);
        Best.AddRange(blocks);
    }

    /// <returns>The height of the fork.</returns>
    public int Reorganise(StoredBlock tip)
    {
        var old = Best;
        Best = BranchOf(tip);
        return old.Zip(Best).TakeWhile(pair => pair.First == pair.Second).Count() - 1;
    }

    /// <summary>From the genesis to a block.</summary>
    public List<StoredBlock> BranchOf(StoredBlock tip)
    {
        var branch = new List<StoredBlock> { tip };
        while (branch[^1].Height > 0)
            branch.Add(_stored[branch[^1].ParentHash]);
        branch.Reverse();
        return branch;
    }
}
