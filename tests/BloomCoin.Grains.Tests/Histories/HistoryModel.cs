using BloomCoin.Chain;

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>What a node should have after a delivery: blocks connect when their parents have, the best has the most work, the first seen wins a tie.</summary>
internal sealed class HistoryModel
{
    private readonly HashSet<Hash256> _stored = [.. BaseChain.Stored.Select(block => block.Hash)];
    private readonly List<HistoryBlock> _orphans = [];

    public HistoryBlock Tip { get; private set; } = BaseChain.Tip;

    public bool Holds(HistoryBlock block) => _stored.Contains(block.Block.Hash);

    public void Deliver(HistoryBlock block)
    {
        if (!_stored.Contains(block.Block.Header.PrevHash))
        {
            if (!_orphans.Contains(block)) _orphans.Add(block);
            return;
        }

        var connecting = new Queue<HistoryBlock>([block]);
        while (connecting.TryDequeue(out var next))
        {
            if (!next.IsValid || !_stored.Add(next.Block.Hash)) continue;
            if (next.Work > Tip.Work) Tip = next;
            foreach (var child in _orphans.Where(orphan => orphan.Block.Header.PrevHash == next.Block.Hash).ToList())
            {
                _orphans.Remove(child);
                connecting.Enqueue(child);
            }
        }
    }
}
