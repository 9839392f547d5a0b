namespace BloomCoin.Peering.Sync;

/// <summary>One request in flight: blocks asked of one peer.</summary>
/// <param name="range">The range as it was; what it has become meanwhile may differ.</param>
/// <param name="peer">Whom.</param>
/// <param name="askedAt">Timestamp of the request.</param>
public sealed class BlockAsk(BlockRange range, PeerLoad peer, long askedAt)
{
    public PeerLoad Peer => peer;

    /// <summary>The height of the first block asked for.</summary>
    public int Start { get; } = range.Start;

    /// <summary>Blocks asked for.</summary>
    public int Count { get; } = range.Count;

    public long AskedAt => askedAt;

    /// <summary>
    /// Its peer was late with this or another answer; it counts against its peer's two requests, no longer against the ten of all.
    /// </summary>
    public bool IsOverdue { get; internal set; }

    internal BlockRange Range => range;
}
