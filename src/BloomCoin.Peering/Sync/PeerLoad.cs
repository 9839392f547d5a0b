using BloomCoin.Peering.Limits;

namespace BloomCoin.Peering.Sync;

/// <summary>
/// What one connection is asked for by the sync, and how it has kept its deadlines. Lives as long as the connection is named.
/// </summary>
public sealed class PeerLoad(string peer, TimeProvider time)
{
    /// <summary>Block requests in flight to one peer (wire-protocol 5).</summary>
    public const int MaxInFlight = 2;

    /// <summary>
    /// GET_BLOCKS to one peer in a minute (wire-protocol 6). Kept here, so that no deadline runs while a request waits for its turn.
    /// </summary>
    private const int RequestsPerMinute = 20;

    private readonly TokenBucket _pace = new(RequestsPerMinute, time);
    private readonly List<BlockAsk> _asks = [];

    /// <summary>Names the peer.</summary>
    public string Peer => peer;

    /// <summary>The highest block that it may have: a hint, or what its headers showed.</summary>
    public int Height { get; set; }

    /// <summary>
    /// The first height of this round from which it lacks blocks, by what it failed to deliver; all from there on are asked of
    /// others.
    /// </summary>
    public int LacksFrom { get; private set; } = int.MaxValue;

    /// <summary>How long an answer with blocks may take.</summary>
    public DoublingDeadline Deadline { get; } = DoublingDeadline.OfBlocks();

    /// <summary>Its requests without an answer, at most <see cref="MaxInFlight"/>; those of earlier rounds too.</summary>
    public IReadOnlyList<BlockAsk> Asks => _asks;

    /// <summary>It did not keep its deadline and has not answered since: it gets no new work.</summary>
    public bool IsSilent => _asks.Exists(ask => ask.IsOverdue);

    /// <summary>Whether it may be sent a request now.</summary>
    public bool CanTake => _asks.Count < MaxInFlight && !IsSilent && _pace.HasToken;

    /// <summary>Whether it may have the block at a height.</summary>
    public bool MayServe(int height) => height <= Height && height < LacksFrom;

    /// <summary>Another branch is downloaded: what it lacked of the last one says nothing.</summary>
    public void StartRound() => LacksFrom = int.MaxValue;

    /// <summary>It did not deliver a block that it was asked for; 0 for a peer that is not to be asked in this round at all.</summary>
    public void Lacks(int height) => LacksFrom = Math.Min(LacksFrom, height);

    internal void Take(BlockAsk ask)
    {
        _pace.Reserve();
        _asks.Add(ask);
    }

    internal void Release(BlockAsk ask) => _asks.Remove(ask);

    /// <summary>It is late with one answer: all that it owes may be asked of others.</summary>
    internal void FallSilent()
    {
        Deadline.Missed();
        foreach (var ask in _asks) ask.IsOverdue = true;
    }
}
