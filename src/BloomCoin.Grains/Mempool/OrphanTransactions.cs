using BloomCoin.Chain;

namespace BloomCoin.Grains.Mempool;

/// <summary>A few transactions whose parents are not here yet: they are tried again when one arrives.</summary>
/// <remarks>
/// Nothing about them is checked, so they are few, the oldest goes first, and they are no reason not to ask for anything. A new tip
/// ends their wait: what is still wanted is announced again.
/// </remarks>
internal sealed class OrphanTransactions
{
    /// <summary>Orphans kept: at most 10 MB, as each has at most 100 000 bytes.</summary>
    public const int Limit = 100;

    private readonly List<CandidateTransaction> _orphans = [];

    public int Count => _orphans.Count;

    public void Add(CandidateTransaction orphan)
    {
        if (_orphans.Exists(one => one.Transaction!.Bytes.Span.SequenceEqual(orphan.Transaction!.Bytes.Span))) return;
        if (_orphans.Count == Limit) _orphans.RemoveAt(0);
        _orphans.Add(orphan);
    }

    /// <summary>Takes out those that spend an output of one of these.</summary>
    public List<CandidateTransaction> TakeChildrenOf(IReadOnlySet<Hash256> parents)
    {
        var children = _orphans.FindAll(one => one.Transaction!.Inputs.Any(input => parents.Contains(input.Spends.TxId)));
        _orphans.RemoveAll(children.Contains);
        return children;
    }

    public void Clear() => _orphans.Clear();
}
