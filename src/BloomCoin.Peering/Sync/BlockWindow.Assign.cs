namespace BloomCoin.Peering.Sync;

/// <content>Who is asked for what: a function of the ranges, the peers and the clock.</content>
public sealed partial class BlockWindow
{
    /// <summary>Chooses what to ask of whom. Peers that fall silent by it are named first: their work is given to others at once.</summary>
    /// <param name="peers">Those that may be asked.</param>
    /// <param name="known">The height after the last block whose header is checked.</param>
    /// <param name="size">Blocks that a new range has.</param>
    public BlockAssignment Assign(IReadOnlyCollection<PeerLoad> peers, int known, int size)
    {
        var silent = FindLate().Concat(FindStalled(peers)).Distinct().ToList();
        foreach (var peer in silent) peer.FallSilent();

        var asks = new List<BlockAsk>();
        CountInFlight();
        foreach (var range in _ranges.Where(range => range.IsMissing && !range.IsAsked))
        {
            if (InFlight < MaxInFlight && Choose(peers, range) is { } peer) asks.Add(Ask(range, peer));
        }

        while (InFlight < MaxInFlight && _ranges.Count < MaxRanges && End < known)
        {
            var range = new BlockRange(End, Math.Min(size, known - End));
            if (Choose(peers, range) is not { } peer) break;
            _ranges.Add(range);
            asks.Add(Ask(range, peer));
        }

        FirstMissing();
        return new BlockAssignment(asks, silent);
    }

    private IEnumerable<PeerLoad> FindLate() => _ranges
        .SelectMany(range => range.Fitting)
        .Where(ask => !ask.IsOverdue && time.GetElapsedTime(ask.AskedAt) >= ask.Peer.Deadline.Current)
        .Select(ask => ask.Peer);

    /// <summary>
    /// Those who have been asked for the range that blocks the window, when it has been blocked for too long and there is somebody
    /// else to ask.
    /// </summary>
    private List<PeerLoad> FindStalled(IReadOnlyCollection<PeerLoad> peers)
    {
        var range = FirstMissing();
        if (range is not { IsAsked: true } || time.GetElapsedTime(_blockedSince) < _stall.Current) return [];

        var asked = range.Fitting.Where(ask => !ask.IsOverdue).ToList();
        if (asked.Exists(ask => time.GetElapsedTime(ask.AskedAt) < _stall.Current) || Choose(peers, range) is null) return [];
        _stall.Missed();
        _blockedSince = time.GetTimestamp();
        return asked.ConvertAll(ask => ask.Peer);
    }

    /// <summary>The range that blocks the window; since when it does is noted.</summary>
    private BlockRange? FirstMissing()
    {
        var range = _ranges.Find(range => range.IsMissing);
        if (range?.Start != _blockedAt) (_blockedAt, _blockedSince) = (range?.Start ?? -1, time.GetTimestamp());
        return range;
    }

    /// <summary>
    /// The least loaded of those that may have the range and were not asked for it; of these the one that has kept its deadlines
    /// best.
    /// </summary>
    private static PeerLoad? Choose(IReadOnlyCollection<PeerLoad> peers, BlockRange range) => peers
        .Where(peer => peer.CanTake && peer.MayServe(range.Start) && !range.IsAskedOf(peer))
        .OrderBy(peer => peer.Asks.Count)
        .ThenBy(peer => peer.Deadline.Current)
        .FirstOrDefault();

    private BlockAsk Ask(BlockRange range, PeerLoad peer)
    {
        var ask = new BlockAsk(range, peer, time.GetTimestamp());
        range.Ask(ask);
        peer.Take(ask);
        InFlight++;
        return ask;
    }
}

/// <summary>What a window wants done.</summary>
/// <param name="Asks">Requests to send.</param>
/// <param name="Silent">Peers that did not deliver in time; what they owe is asked of others.</param>
public sealed record BlockAssignment(IReadOnlyList<BlockAsk> Asks, IReadOnlyList<PeerLoad> Silent);
