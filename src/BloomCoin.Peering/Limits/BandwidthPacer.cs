namespace BloomCoin.Peering.Limits;

/// <summary>Shares a gateway's outbound bandwidth among its connections (wire-protocol 6: paced, never dropped).</summary>
/// <remarks>
/// First come, first served, a small piece at a time; chain before bulk, and every fourth piece bulk's while both wait, so that one
/// peer that syncs does not silence the gossip of all. While nobody waits, pieces are as large as asked for. For several threads.
/// </remarks>
public sealed class BandwidthPacer : IDisposable
{
    /// <summary>Pieces while somebody waits: one peer's block delays another's PHASE by 16 ms at the default limit.</summary>
    public const int ChainPiece = 16 * 1024, BulkPiece = 4 * 1024;

    /// <summary>Of so many pieces one is bulk's.</summary>
    private const int BulkShare = 4;

    private readonly Lock _lock = new();
    private readonly BandwidthBudget? _budget;
    private readonly ITimer? _timer;
    private readonly LinkedList<BandwidthTurn>[] _lines = [new(), new(), new()];
    private int _sinceBulk;

    /// <param name="bytesPerSecond">The limit; 0 is unlimited.</param>
    /// <param name="time">The clock.</param>
    public BandwidthPacer(long bytesPerSecond, TimeProvider time)
    {
        if (bytesPerSecond == 0) return;
        _budget = new BandwidthBudget(bytesPerSecond, time);
        _timer = time.CreateTimer(pacer => ((BandwidthPacer)pacer!).Grant(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>For a gateway without a limit.</summary>
    public static BandwidthPacer Unlimited { get; } = new(0, TimeProvider.System);

    public bool IsLimited => _budget is not null;

    /// <summary>Bytes that wait for their turn, of a rank: as many as the turns that wait have asked for.</summary>
    public long Waiting(BandwidthRank rank)
    {
        lock (_lock) return _lines[(int)rank].Sum(turn => (long)turn.Wanted);
    }

    /// <summary>Counts bytes that do not wait.</summary>
    public void Owe(int bytes)
    {
        lock (_lock) _budget!.Owe(bytes);
    }

    /// <summary>
    /// How many of the wanted bytes may be sent now. 0: the turn waits, and is woken to ask again; one that waits may ask again at any
    /// time, and keeps its place unless its rank has become higher.
    /// </summary>
    public int Ask(BandwidthTurn turn, BandwidthRank rank, int wanted)
    {
        lock (_lock)
        {
            if (turn.Granted > 0) return Fetch(turn);
            if (turn.IsWaiting && rank >= turn.Rank) return 0;
            wanted = Math.Min(wanted, _budget!.Capacity);
            if (!IsAnyoneWaiting && _budget.TryTake(wanted)) return wanted;
            turn.Place.List?.Remove(turn.Place);
            (turn.Rank, turn.Wanted) = (rank, wanted);
            _lines[(int)rank].AddLast(turn.Place);
            Grant();
            return Fetch(turn);
        }
    }

    /// <summary>Gives back what was granted and not sent.</summary>
    public void Return(int bytes)
    {
        lock (_lock) _budget!.Return(bytes);
    }

    /// <summary>The connection ended.</summary>
    public void Leave(BandwidthTurn turn)
    {
        lock (_lock)
        {
            turn.Place.List?.Remove(turn.Place);
            _budget!.Return(Fetch(turn));
        }
    }

    public void Dispose() => _timer?.Dispose();

    private static int Fetch(BandwidthTurn turn)
    {
        var granted = turn.Granted;
        turn.Granted = 0;
        return granted;
    }

    private bool IsAnyoneWaiting => Array.Exists(_lines, line => line.Count > 0);

    /// <summary>Serves those who wait, as far as the budget goes, and comes back when it goes further.</summary>
    private void Grant()
    {
        lock (_lock)
        {
            while (Next() is { } turn)
            {
                var bytes = Math.Min(turn.Wanted, turn.Rank == BandwidthRank.Bulk ? BulkPiece : ChainPiece);
                if (!_budget!.TryTake(bytes))
                {
                    // Timers count whole milliseconds: one that is rounded down comes too early.
                    _timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(_budget.Until(bytes).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                    return;
                }

                turn.Place.List!.Remove(turn.Place);
                if (turn.Rank == BandwidthRank.Urgent) turn.Ahead += bytes;
                _sinceBulk = turn.Rank == BandwidthRank.Bulk ? 0 : _sinceBulk + 1;
                turn.Granted = bytes;
                turn.Wake();
            }
        }
    }

    private BandwidthTurn? Next()
    {
        var (urgent, chain, bulk) = (_lines[(int)BandwidthRank.Urgent], _lines[(int)BandwidthRank.Chain], _lines[(int)BandwidthRank.Bulk]);
        if (urgent.Count > 0) return urgent.First!.Value;
        if (chain.Count == 0 || (bulk.Count > 0 && _sinceBulk >= BulkShare - 1)) return FirstOf(bulk);
        return FirstOf(chain);
    }

    /// <summary>Who was served out of turn steps back a place for each piece of it, while there are others.</summary>
    private static BandwidthTurn? FirstOf(LinkedList<BandwidthTurn> line)
    {
        while (line.First is { Value: { Ahead: > 0 } first } place && line.Count > 1)
        {
            first.Ahead -= BulkPiece;
            line.Remove(place);
            line.AddLast(place);
        }

        if (line.First is not { } next) return null;
        next.Value.Ahead = 0;
        return next.Value;
    }
}
