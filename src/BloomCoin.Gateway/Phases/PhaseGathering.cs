using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Phases;

/// <summary>The batches of a gateway: those that gather, one for each height, those that are ripe, and those that are being merged. Bounded in all of it.</summary>
internal sealed class PhaseGathering(TipView tip, TimeProvider time)
{
    /// <summary>Heights that gather at a time, beside that of the block being worked on.</summary>
    public const int MaxHeights = 8;

    /// <summary>Batches in all: 500 KB.</summary>
    public const int MaxBatches = 32;

    /// <summary>Batches that are being merged at a time.</summary>
    public const int MaxInFlight = 4;

    private readonly Lock _lock = new();
    private readonly List<GatheredPhases> _gathering = [];
    private readonly Queue<GatheredPhases> _ripe = new();
    private readonly Stack<GatheredPhases> _pool = new();
    private int _batches, _inFlight;

    /// <summary>Batches in all.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _batches;
        }
    }

    /// <summary>Copies a PHASE into the batch of its height, if there is room.</summary>
    public Gathered Add(PeerSession session, in PhaseMessage phase)
    {
        lock (_lock)
        {
            if (Batch(phase.Height) is not { } batch) return Gathered.Dropped;
            batch.Add(session, phase);
            if (!batch.IsFull) return batch.Count == 1 ? Gathered.AsFirst : Gathered.BehindOthers;
            Ripen(batch);
            return Gathered.AsLast;
        }
    }

    /// <summary>What has gathered for so long is ripe, full or not; with no time at all, everything.</summary>
    /// <returns>When the next will be, in whole milliseconds; null when none gathers.</returns>
    public TimeSpan? Ripen(TimeSpan age)
    {
        lock (_lock)
        {
            var oldest = TimeSpan.MinValue;
            for (var index = _gathering.Count - 1; index >= 0; index--)
            {
                var gathered = time.GetElapsedTime(_gathering[index].Since);
                if (gathered >= age) Ripen(_gathering[index]);
                else if (gathered > oldest) oldest = gathered;
            }

            return _gathering.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Ceiling((age - oldest).TotalMilliseconds));
        }
    }

    /// <summary>A batch to merge beside those that are being merged; null when none is ripe or enough are being merged.</summary>
    public GatheredPhases? TryBegin()
    {
        lock (_lock)
        {
            if (_inFlight == MaxInFlight || !_ripe.TryDequeue(out var batch)) return null;
            _inFlight++;
            return batch;
        }
    }

    /// <summary>A batch is merged. The next to merge in its place; null when none is ripe.</summary>
    /// <param name="batch">Used again from here on.</param>
    /// <param name="isLost">Its call failed: it is not used again, for who was called may still read it.</param>
    public GatheredPhases? End(GatheredPhases batch, bool isLost)
    {
        lock (_lock)
        {
            _batches--;
            if (!isLost)
            {
                batch.Begin(0, 0);
                _pool.Push(batch);
            }

            if (_ripe.TryDequeue(out var next)) return next;
            _inFlight--;
            return null;
        }
    }

    /// <summary>The batch that a height gathers in; null when there is no room for one. The heights that strangers choose do not crowd out the one that matters.</summary>
    private GatheredPhases? Batch(uint height)
    {
        foreach (var gathering in _gathering)
        {
            if (gathering.Height == height) return gathering;
        }

        if (_batches == MaxBatches || (_gathering.Count >= MaxHeights && height != tip.Height + 1)) return null;
        _batches++;
        if (!_pool.TryPop(out var batch)) batch = new GatheredPhases();
        batch.Begin(height, time.GetTimestamp());
        _gathering.Add(batch);
        return batch;
    }

    private void Ripen(GatheredPhases batch)
    {
        _gathering.Remove(batch);
        _ripe.Enqueue(batch);
    }
}

/// <summary>What became of a PHASE.</summary>
internal enum Gathered
{
    /// <summary>There was no room.</summary>
    Dropped,

    /// <summary>It is the first of its batch.</summary>
    AsFirst,

    BehindOthers,

    /// <summary>With it the batch is full, and ripe.</summary>
    AsLast,
}
