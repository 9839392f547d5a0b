using BloomCoin.Abstractions.Phases;
using BloomCoin.Peering.Gossip;
using BloomCoin.Peering.Limits;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Phases;

/// <summary>The merges that this node holds: those that this gateway saw, and what the heights' grains say when that is more than a second old.</summary>
/// <remarks>
/// What strangers ask for costs a height's grain one call a second, whether it holds something or nothing, and all grains together a
/// bounded number; and no grain outside the window is called to life.
/// </remarks>
internal sealed class HeldPhases(IGrainFactory grains, TipView tip, TimeProvider time, ILogger log)
{
    /// <summary>Calls to grains of other heights than that of the block being worked on.</summary>
    public const int PullsPerMinute = 300;

    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly PhaseHistory _history = new(time);
    private readonly Dictionary<uint, Pull> _pulls = [];
    private readonly TokenBucket _others = new(PullsPerMinute, time);
    private readonly OncePerMinute _logFailed = new(time);

    /// <summary>The height of the block being worked on.</summary>
    public uint WorkingHeight => (uint)tip.Height + 1;

    /// <summary>The merge of that height, without asking; null when none is held.</summary>
    public HeldMerge? Working
    {
        get
        {
            lock (_lock) return _history.Find(WorkingHeight);
        }
    }

    /// <summary>All that this gateway holds, without asking.</summary>
    public HeldMerge[] All()
    {
        lock (_lock) return _history.All();
    }

    public double RecentCoherence(uint height)
    {
        lock (_lock) return _history.RecentCoherence(height);
    }

    /// <summary>Takes a merge in. A coherence that rounding has put above 1 would be malformed to whoever is told of it.</summary>
    public HeldMerge Take(MergedPhases merged)
    {
        var merge = new HeldMerge((uint)merged.Height, merged.Contributors, Math.Clamp(merged.Coherence, 0, 1), merged.Phases);
        lock (_lock) _history.Put(merge);
        return merge;
    }

    /// <summary>The merge of a height; null when nothing is held. Never fails: a grain that does not answer leaves what was held before.</summary>
    public async Task<HeldMerge?> Find(uint height)
    {
        var isNew = false;
        Pull? pull;
        lock (_lock)
        {
            if (_history.Find(height, Fresh) is { } fresh) return fresh;
            pull = _pulls.GetValueOrDefault(height);
            if ((pull is null || IsOld(pull)) && MayPull(height))
            {
                _pulls[height] = pull = new Pull(time.GetTimestamp());
                isNew = true;
            }
        }

        if (isNew) await Make(pull!, height);
        else if (pull is not null) await pull.Done.Task;
        lock (_lock) return _history.Find(height);
    }

    private async Task Make(Pull pull, uint height)
    {
        try
        {
            var merged = await grains.GetGrain<IPhaseHeightGrain>(height).GetMerged();
            if (merged is not null) Take(merged);
            else Forget(height, pull);
        }
        catch (Exception exception)
        {
            if (_logFailed.TryTake()) log.PhasesUnavailable(exception, height);
        }
        finally
        {
            pull.Done.TrySetResult();
        }
    }

    /// <summary>The grain holds nothing; what came since it was asked stays.</summary>
    private void Forget(uint height, Pull pull)
    {
        lock (_lock)
        {
            if (_history.Find(height, time.GetElapsedTime(pull.Begun)) is null) _history.Remove(height);
        }
    }

    private bool MayPull(uint height)
    {
        if (!PhaseWindow.Contains(height, tip.Height, tip.HeaderHeight)) return false;
        foreach (var (old, pull) in _pulls)
        {
            if (IsOld(pull)) _pulls.Remove(old);
        }

        return height == WorkingHeight || _others.TryTake();
    }

    private bool IsOld(Pull pull) => time.GetElapsedTime(pull.Begun) >= Fresh;

    private sealed class Pull(long begun)
    {
        public long Begun => begun;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
