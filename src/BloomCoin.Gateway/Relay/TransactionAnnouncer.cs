using BloomCoin.Abstractions.Gateways;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// Tells every peer of the mempool's new transactions, as MEMPOOL inventories: those of one moment together, within the peer's limit.
/// </summary>
/// <remarks>
/// One list for all peers, and for each how far it was told: a peer whose limit is used up for the moment is told more at once later.
/// </remarks>
internal sealed class TransactionAnnouncer(SessionRegistry sessions, TimeProvider time) : IDisposable
{
    /// <summary>Announcements that a peer may be behind: about 5 MB for all peers together. It misses what is older.</summary>
    public const int MaxBehind = 50_000;

    /// <summary>How long the first of an inventory waits for more.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Queue<Announcement> _recent = new();
    private readonly Signal _arrived = new();
    private long _end;

    /// <summary>Announcements that some peer may not have been told of.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _recent.Count;
        }
    }

    public void Add(TransactionNews news)
    {
        lock (_lock)
        {
            foreach (var id in news.Txids.Chunk(Hash256.Length))
            {
                _recent.Enqueue(new Announcement(id, news.Source, news.Again));
                if (_recent.Count > MaxBehind) _recent.Dequeue();
                _end++;
            }
        }

        _arrived.Set();
    }

    /// <summary>A peer is told of what comes from now on; of what was before it asks.</summary>
    public void Begin(PeerSession session)
    {
        lock (_lock) session.Transactions.Told = _end;
    }

    public async Task Run(CancellationToken stopping)
    {
        while (true)
        {
            await _arrived.Wait(stopping);
            await Task.Delay(Gathering, time, stopping);
            Tell();
        }
    }

    /// <summary>Called once a second, for peers that had to wait.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_recent.Count == 0) return;
        }

        _arrived.Set();
    }

    /// <summary>Tells each peer what it was not told. One caller at a time: the loop.</summary>
    public void Tell()
    {
        Announcement[] recent;
        long end;
        lock (_lock)
        {
            (recent, end) = ([.. _recent], _end);
        }

        foreach (var session in sessions.AllEstablished)
        {
            var behind = end - session.Transactions.Told;
            if (behind <= 0 || session.Transactions.Told == PeerTransactions.NotYet) continue;
            Tell(session, recent.AsSpan(recent.Length - (int)Math.Min(behind, recent.Length)), end);
        }

        Forget();
    }

    public void Dispose() => _arrived.Dispose();

    private static void Tell(PeerSession session, ReadOnlySpan<Announcement> news, long end)
    {
        var peer = session.Transactions;
        while (!news.IsEmpty)
        {
            var some = news[..Math.Min(news.Length, MempoolMessage.MaxCount)];
            var unknown = new List<byte>();
            foreach (var one in some)
            {
                if (one.Source != session.Connection.Id && (one.Again || !peer.Known.Contains(one.Id))) unknown.AddRange(one.Id);
            }

            if (unknown.Count > 0 && !peer.MayAnnounce()) break;
            if (unknown.Count > 0) session.Send(new MempoolMessage(new HashList(unknown.ToArray())));
            foreach (var one in some) peer.Known.Add(one.Id);
            news = news[some.Length..];
        }

        peer.Told = end - news.Length;
    }

    /// <summary>What every peer was told of is nobody's news.</summary>
    private void Forget()
    {
        var told = sessions.AllEstablished.Select(session => session.Transactions.Told).DefaultIfEmpty(long.MaxValue).Min();
        lock (_lock)
        {
            while (_recent.Count > 0 && _end - _recent.Count < told) _recent.Dequeue();
        }
    }

    private readonly record struct Announcement(byte[] Id, Guid? Source, bool Again);
}
