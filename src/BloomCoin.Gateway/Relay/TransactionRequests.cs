using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// Which transactions are asked of which peer: each of one at a time, and of the next that announced it when that one fails.
/// </summary>
/// <remarks>
/// wire-protocol 5. A peer fails when it says NOT_FOUND, is silent for 30 s, leaves, or delivers what the mempool does not take: a
/// txid covers no signature, so a forgery must not keep the honest one away.
/// </remarks>
internal sealed class TransactionRequests(IGrainFactory grains, TimeProvider time, ILogger log)
{
    /// <summary>Transactions wanted from one peer at a time: one whole inventory.</summary>
    public const int MaxPerPeer = MempoolMessage.MaxCount;

    /// <summary>Transactions wanted at a time: about 10 MB, ten peers that only announce.</summary>
    public const int MaxInAll = 50_000;

    /// <summary>How long a peer may owe a TX before another is asked. It is not disconnected for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<Hash256, WantedTransaction> _wanted = [];
    private readonly Queue<WantedTransaction> _unasked = new();

    public int Count
    {
        get
        {
            lock (_lock) return _wanted.Count;
        }
    }

    /// <summary>A peer says that it holds transactions.</summary>
    public void Announced(PeerSession session, HashList txids)
    {
        lock (_lock)
        {
            if (session.Transactions.IsIgnored) return;
            foreach (var txid in txids)
            {
                var id = new Hash256(txid);
                if (_wanted.TryGetValue(id, out var wanted)) wanted.AddAnnouncer(session);
                else if (session.Transactions.Wanted < MaxPerPeer && _wanted.Count < MaxInAll) Want(new WantedTransaction(id, session));
            }
        }
    }

    /// <summary>Takes note of a TX; false when it was not asked of this peer.</summary>
    public bool Deliver(PeerSession session, Hash256 id)
    {
        lock (_lock)
        {
            if (FindAsked(session, id) is not { } wanted) return false;
            (wanted.State, wanted.Since) = (WantedState.Delivered, time.GetTimestamp());
            return true;
        }
    }

    /// <summary>A TX that came was judged; or it could not be, and null says so.</summary>
    public void Judged(Hash256 id, SubmitOutcome? outcome)
    {
        lock (_lock)
        {
            if (!_wanted.TryGetValue(id, out var wanted) || wanted.State != WantedState.Delivered) return;
            if (outcome == SubmitOutcome.Invalid) wanted.From.Transactions.DeliveredInvalid();
            if (outcome is SubmitOutcome.Accepted or SubmitOutcome.AlreadyHeld) Drop(wanted);
            else MoveOn(wanted);
        }
    }

    /// <summary>The peer does not have these (NOT_FOUND). False when none of them was asked for.</summary>
    public bool Missing(PeerSession session, HashList txids)
    {
        var any = false;
        lock (_lock)
        {
            foreach (var txid in txids)
            {
                if (FindAsked(session, new Hash256(txid)) is not { } wanted) continue;
                any = true;
                MoveOn(wanted);
            }
        }

        return any;
    }

    /// <summary>Turns away from peers that are gone or owe for too long. Called once a second.</summary>
    public void Expire()
    {
        lock (_lock)
        {
            foreach (var overdue in _wanted.Values.Where(IsOverdue).ToList()) MoveOn(overdue);
        }
    }

    /// <summary>Asks for what was announced and the mempool does not know, one GET_TX a peer for up to 1000 at once.</summary>
    public async Task AskForNew()
    {
        while (TakeUnasked() is { Count: > 0 } some)
        {
            byte[] unknown;
            try
            {
                unknown = await grains.GetGrain<IMempoolGrain>(0).FindUnknown([.. some.SelectMany(wanted => wanted.Id.ToArray())]);
            }
            catch (Exception exception)
            {
                log.MempoolUnavailable(exception);
                lock (_lock) some.ForEach(_unasked.Enqueue);
                return;
            }

            if (!Ask(some, unknown)) return;
        }
    }

    private List<WantedTransaction> TakeUnasked()
    {
        var some = new List<WantedTransaction>();
        lock (_lock)
        {
            while (some.Count < MempoolMessage.MaxCount && _unasked.TryDequeue(out var wanted)) some.Add(wanted);
        }

        return some;
    }

    /// <summary>False when a peer's limit makes some wait for the next second.</summary>
    private bool Ask(List<WantedTransaction> some, byte[] unknown)
    {
        var ids = unknown.Chunk(Hash256.Length).Select(id => new Hash256(id)).ToHashSet();
        var isPaced = false;
        lock (_lock)
        {
            foreach (var known in some.Where(wanted => !ids.Contains(wanted.Id))) Drop(known);
            foreach (var ofPeer in some.Where(wanted => ids.Contains(wanted.Id)).GroupBy(wanted => wanted.From))
            {
                foreach (var chunk in ofPeer.Chunk(GetTxMessage.MaxCount))
                {
                    if (ofPeer.Key.Transactions.MayRequest()) Ask(ofPeer.Key, chunk);
                    else foreach (var later in chunk) _unasked.Enqueue(later);
                    isPaced |= chunk[0].State == WantedState.Announced;
                }
            }
        }

        return !isPaced;
    }

    private void Ask(PeerSession session, WantedTransaction[] chunk)
    {
        foreach (var wanted in chunk) (wanted.State, wanted.Since) = (WantedState.Asked, time.GetTimestamp());
        session.Send(new GetTxMessage(new HashList(chunk.SelectMany(wanted => wanted.Id.ToArray()).ToArray())));
    }

    private WantedTransaction? FindAsked(PeerSession session, Hash256 id) =>
        _wanted.GetValueOrDefault(id) is { State: WantedState.Asked } wanted && wanted.From == session ? wanted : null;

    private bool IsOverdue(WantedTransaction wanted) => wanted.State != WantedState.Announced
        && (!wanted.From.Connection.IsOpen || time.GetElapsedTime(wanted.Since) >= Patience);

    private void Want(WantedTransaction wanted)
    {
        _wanted[wanted.Id] = wanted;
        wanted.From.Transactions.Wanted++;
        _unasked.Enqueue(wanted);
    }

    private void MoveOn(WantedTransaction wanted)
    {
        Drop(wanted);
        if (wanted.TryNext()) Want(wanted);
    }

    private void Drop(WantedTransaction wanted)
    {
        _wanted.Remove(wanted.Id);
        wanted.From.Transactions.Wanted--;
    }
}
