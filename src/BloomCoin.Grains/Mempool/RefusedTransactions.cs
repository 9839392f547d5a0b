using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Rules;

namespace BloomCoin.Grains.Mempool;

/// <summary>Txids that were refused since the last tip, so that they are not fetched from every peer that announces them.</summary>
/// <remarks>
/// Only what the txid itself is guilty of: a bad signature is not, because a txid covers no signature and anybody can forge
/// another transaction of the same one; a missing output is not, because the parent may be on its way.
/// </remarks>
internal sealed class RefusedTransactions
{
    /// <summary>Txids remembered, 32 bytes each: what a flood of them may take. The oldest is forgotten first.</summary>
    public const int Limit = 10_000;

    private readonly HashSet<Hash256> _ids = [];
    private readonly Queue<Hash256> _order = new();

    public bool Contains(Hash256 id) => _ids.Contains(id);

    /// <summary>Takes note of a candidate that was refused, when another try is in vain.</summary>
    public void Note(CandidateTransaction candidate)
    {
        if (candidate.Verdict is not { Txid: { } id, Outcome: not (SubmitOutcome.Accepted or SubmitOutcome.AlreadyHeld) }) return;
        if (candidate.Fault is Fault.BadSignature or Fault.MissingOutput || !_ids.Add(id)) return;
        _order.Enqueue(id);
        if (_order.Count > Limit) _ids.Remove(_order.Dequeue());
    }

    /// <summary>A new tip may make valid what was not: locktime, maturity, room.</summary>
    public void Clear()
    {
        _ids.Clear();
        _order.Clear();
    }
}
