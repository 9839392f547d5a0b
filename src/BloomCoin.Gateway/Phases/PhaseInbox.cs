using System.Diagnostics;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Phases;

/// <summary>PHASEs of all peers on their way to the merge, in one batch for each height: 100 contributions or 100 ms, whichever is first.</summary>
/// <remarks>A PHASE is copied once, and nothing is allocated for it. When the merge lags, what does not fit is dropped: peers send again in their next round.</remarks>
internal sealed class PhaseInbox(IGrainFactory grains, PhaseAnswers answers, TipView tip, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>How long the first of a batch waits for more.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly PhaseGathering _batches = new(tip, time);
    private readonly Signal _begun = new();
    private readonly OncePerMinute _logDropped = new(time), _logLost = new(time);
    private long _dropped, _logged;

    /// <summary>PHASEs that did not fit.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Batches that gather, wait, or are being merged.</summary>
    public int Batches => _batches.Count;

    public void Add(PeerSession session, in PhaseMessage phase)
    {
        switch (_batches.Add(session, phase))
        {
            case Gathered.Dropped:
                Interlocked.Increment(ref _dropped);
                break;
            case Gathered.AsFirst:
                _begun.Set();
                break;
            case Gathered.AsLast:
                MergeRipe();
                break;
        }
    }

    /// <summary>Hands on what has gathered for long enough, until the gateway stops. A batch that was full before it was old takes its time limit with it.</summary>
    public async Task Run(CancellationToken stopping)
    {
        while (true)
        {
            await _begun.Wait(stopping);
            while (_batches.Ripen(Gathering) is { } rest)
            {
                MergeRipe();
                await Task.Delay(rest, time, stopping);
            }

            MergeRipe();
        }
    }

    /// <summary>Hands on what has gathered.</summary>
    public void Flush()
    {
        _batches.Ripen(TimeSpan.Zero);
        MergeRipe();
    }

    /// <summary>Called once a second.</summary>
    public void Beat()
    {
        var dropped = Dropped;
        if (dropped == _logged || !_logDropped.TryTake()) return;
        log.PhasesDropped(dropped - _logged, PhaseGathering.MaxBatches);
        _logged = dropped;
    }

    public void Dispose() => _begun.Dispose();

    private void MergeRipe()
    {
        while (_batches.TryBegin() is { } batch) _ = MergeFrom(batch);
    }

    private async Task MergeFrom(GatheredPhases? batch)
    {
        while (batch is not null)
        {
            var isLost = !await TryMerge(batch);
            batch = _batches.End(batch, isLost);
        }
    }

    private async Task<bool> TryMerge(GatheredPhases batch)
    {
        using var span = Instrumentation.StartTrace("bloom.phases.received", ActivityKind.Consumer);
        span?.SetTag("bloom.height", batch.Height).SetTag("bloom.phases", batch.Count);
        try
        {
            PhaseAnswers.Begin(batch, time.GetTimestamp());
            answers.Give(batch, await grains.GetGrain<IPhaseMergeGrain>(0).Merge(batch.ToBatch()));
            return true;
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            if (_logLost.TryTake()) log.PhasesLost(exception, batch.Count);
            return false;
        }
    }
}
