using BloomCoin.Chain;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>What a node should have after a delivery: blocks connect when their parents have, the best has the most work, the first seen wins a tie.</summary>
internal sealed class HistoryModel
{
    private readonly HashSet<Hash256> _stored = [.. BaseChain.Stored.Select(block => block.Hash)];
    private readonly List<HistoryBlock> _orphans = [];

    public HistoryBlock Tip { get; private set; } = BaseChain.Tip;

    public bool Holds(HistoryBlock block) => _stored.Contains(block.Block.Hash);

    /// <summary>Takes blocks until the first that is refused. Orphans connect behind the blocks that follow each other, not between them.</summary>
    /// <returns>How many were taken.</returns>
    public int Deliver(IReadOnlyList<HistoryBlock> batch)
    {
        var taken = 0;
        while (taken < batch.Count)
        {
            var first = taken;
            do
            {
                if (!Take(batch[taken])) break;
                taken++;
            }
            while (taken < batch.Count && IsParent(batch[taken - 1], batch[taken]));

            Connect([.. batch.Skip(first).Take(taken - first)]);
            if (taken < batch.Count && (taken == first || IsParent(batch[taken - 1], batch[taken]))) break;
        }

        if (taken < batch.Count && !HoldsParent(batch[taken]) && !_orphans.Contains(batch[taken])) _orphans.Add(batch[taken]);
        return taken;
    }

    /// <summary>Orphans are not kept over a restart.</summary>
    public void Restart() => _orphans.Clear();

    private bool Take(HistoryBlock block)
    {
        if (Holds(block)) return true;
        if (!block.IsValid || !HoldsParent(block)) return false;
        _stored.Add(block.Block.Hash);
        if (block.Work > Tip.Work) Tip = block;
        return true;
    }

    private void Connect(IEnumerable<HistoryBlock> stored)
    {
        var parents = new Queue<HistoryBlock>(stored);
        while (parents.TryDequeue(out var parent))
        {
            foreach (var child in _orphans.Where(orphan => IsParent(parent, orphan)).ToList())
            {
                _orphans.Remove(child);
                if (Take(child)) parents.Enqueue(child);
            }
        }
    }

    private bool HoldsParent(HistoryBlock block) => _stored.Contains(block.Block.Header.PrevHash);

    private static bool IsParent(HistoryBlock parent, HistoryBlock child) => child.Block.Header.PrevHash == parent.Block.Hash;
}
