namespace BloomCoin.Peering.Sync;

/// <summary>
/// The blocks between the last one appended and the last one asked for, as consecutive ranges: what is asked, by whom, and what waits
/// to be appended.
/// </summary>
/// <remarks>
/// Pure: it knows heights and peers, neither hashes nor sockets. At most <see cref="MaxRanges"/> ranges are asked for or wait, each of
/// at most 8 MiB by the size of recent blocks: that bounds the memory of a download. An answer that fills only the front of its range
/// splits it, so there may be a few more ranges, but no more blocks. Blocks leave it in order, once.
/// </remarks>
/// <param name="first">The height of the first block to download.</param>
/// <param name="time">The clock.</param>
public sealed partial class BlockWindow(int first, TimeProvider time)
{
    /// <summary>
    /// Block requests in flight in all (wire-protocol 5); those that are overdue do not count, or a few silent peers would stop the
    /// rest.
    /// </summary>
    public const int MaxInFlight = 10;

    /// <summary>Ranges that are asked for or wait to be appended.</summary>
    public const int MaxRanges = 10;

    /// <summary>An answer within this part of its deadline is a fast one: 4 s of the 20 s that a peer has at first.</summary>
    private const double FastPart = 0.2;

    private readonly List<BlockRange> _ranges = [];
    private readonly DoublingDeadline _stall = DoublingDeadline.OfStall();
    private int _blockedAt = -1;
    private long _blockedSince;

    /// <summary>The lowest height that is not appended.</summary>
    public int Appended { get; private set; } = first;

    /// <summary>The height of the next block that no range holds.</summary>
    public int End => _ranges.Count > 0 ? _ranges[^1].End : Appended;

    public IReadOnlyList<BlockRange> Ranges => _ranges;

    /// <summary>Requests in flight that are not overdue.</summary>
    public int InFlight { get; private set; }

    /// <summary>How long the range that blocks the window may take before it is asked of one more peer.</summary>
    public TimeSpan StallTimeout => _stall.Current;

    /// <summary>The range to append next, when it is there.</summary>
    public BlockRange? Ready => _ranges.Count > 0 && !_ranges[0].IsMissing ? _ranges[0] : null;

    /// <summary>An answer came.</summary>
    /// <param name="ask">To which request.</param>
    /// <param name="count">How many blocks, from the first asked for on, it holds without a gap.</param>
    /// <param name="blocks">These blocks.</param>
    /// <param name="isCut">Whether the answer ended for its size: the peer may have the rest.</param>
    /// <returns>True for an answer well within its deadline.</returns>
    public bool Deliver(BlockAsk ask, int count, byte[] blocks, bool isCut)
    {
        Release(ask);
        if (count < ask.Count && !(isCut && count > 0)) ask.Peer.Lacks(ask.Start + count);
        var age = time.GetElapsedTime(ask.AskedAt);
        var isFast = count > 0 && !ask.IsOverdue && age <= ask.Peer.Deadline.Current * FastPart;
        if (count > 0 && !ask.IsOverdue)
        {
            ask.Peer.Deadline.Kept();
            _stall.Kept();
        }

        var index = _ranges.IndexOf(ask.Range);
        if (count == 0 || index < 0 || !ask.Range.Fits(ask)) return isFast;
        if (count == ask.Count)
        {
            ask.Range.Deliver(ask.Peer, blocks);
            return isFast;
        }

        var front = new BlockRange(ask.Start, count);
        front.Deliver(ask.Peer, blocks);
        ask.Range.CutFront(count);
        _ranges.Insert(index, front);
        return isFast;
    }

    /// <summary>There will be no answer, and there is no use in asking this peer in this round.</summary>
    public void Lose(BlockAsk ask)
    {
        Release(ask);
        ask.Peer.Lacks(0);
    }

    /// <summary>The download that asked is over: the answer matters to nobody, only that the peer owes it no more.</summary>
    public static void Forget(BlockAsk ask) => ask.Peer.Release(ask);

    /// <summary>
    /// The first blocks of <see cref="Ready"/> were appended; the rest of it, if any, was bad and is asked of another peer.
    /// </summary>
    public void Append(int count)
    {
        var range = _ranges[0];
        Appended += count;
        if (count == range.Count)
        {
            _ranges.RemoveAt(0);
            return;
        }

        range.Deliverer!.Lacks(0);
        range.CutFront(count);
    }

    /// <summary>Whether somebody is asked, or may be asked as soon as there is room, for the block that is needed next.</summary>
    /// <param name="peers">Those that may be asked.</param>
    /// <param name="known">The height after the last block whose header is checked.</param>
    /// <param name="evenSilent">Whether to count on peers that are late.</param>
    public bool CanGoOn(IReadOnlyCollection<PeerLoad> peers, int known, bool evenSilent)
    {
        var missing = _ranges.Find(range => range.IsMissing);
        var next = missing?.Start ?? End;
        return Ready is not null
            || next >= known
            || missing is { IsAsked: true }
            || peers.Any(peer => peer.MayServe(next) && (evenSilent || !peer.IsSilent));
    }

    private void Release(BlockAsk ask)
    {
        ask.Range.Release(ask);
        ask.Peer.Release(ask);
        CountInFlight();
    }

    private void CountInFlight() => InFlight = _ranges.SelectMany(range => range.Asks).Count(ask => !ask.IsOverdue);
}
