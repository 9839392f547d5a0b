using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// What the relay of transactions remembers of one session. Buckets are made when they are first used: most connections are idle.
/// </summary>
internal sealed class PeerTransactions(TimeProvider time)
{
    /// <summary>
    /// Invalid transactions that a peer may deliver although it was asked: an honest one does at a new tip at most. Over it, its
    /// announcements are ignored for a minute, because each costs a look into the store and a signature.
    /// </summary>
    public const int InvalidPerMinute = 100;

    /// <summary>What <see cref="Told"/> is before the handshake is complete.</summary>
    public const long NotYet = -1;

    private static readonly TimeSpan Ignored = TimeSpan.FromMinutes(1);

    private TokenBucket? _inventories, _requests, _invalid;
    private long? _ignoredSince;
    private long _told = NotYet;
    private int _inventoryOwed;

    /// <summary>What the peer is not told of.</summary>
    public KnownTransactions Known { get; } = new();

    /// <summary>Transactions that are wanted from this peer first; kept by <see cref="TransactionRequests"/>.</summary>
    public int Wanted { get; set; }

    /// <summary>How far the peer has been told of the announcements; kept by <see cref="TransactionAnnouncer"/>.</summary>
    public long Told
    {
        get => Volatile.Read(ref _told);
        set => Volatile.Write(ref _told, value);
    }

    /// <summary>Whether the peer was asked for its inventory: once in a connection.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Whether one more inventory is within the peer's limit. Asked by the announcer only.</summary>
    public bool MayAnnounce() => (_inventories ??= new TokenBucket(MessageRates.Default(MessageType.Mempool), time)).TryTake();

    /// <summary>Whether one more GET_TX is within the peer's limit. Asked by the requests' loop only.</summary>
    public bool MayRequest() => (_requests ??= new TokenBucket(MessageRates.Default(MessageType.GetTx), time)).TryTake();

    /// <summary>Whether its announcements are ignored for now; asked under the lock of <see cref="TransactionRequests"/>.</summary>
    public bool IsIgnored => _ignoredSince is { } since && time.GetElapsedTime(since) < Ignored;

    /// <summary>A transaction that was asked of the peer breaks a rule; said under the lock of <see cref="TransactionRequests"/>.</summary>
    public void DeliveredInvalid()
    {
        if (!(_invalid ??= new TokenBucket(InvalidPerMinute, time)).TryTake()) _ignoredSince = time.GetTimestamp();
    }

    /// <summary>The peer is asked for its inventory: one answer is owed.</summary>
    public void AskInventory()
    {
        IsAsked = true;
        Volatile.Write(ref _inventoryOwed, 1);
    }

    /// <summary>True once for an inventory that was asked for.</summary>
    public bool TakeInventoryOwed() => Interlocked.Exchange(ref _inventoryOwed, 0) == 1;
}
