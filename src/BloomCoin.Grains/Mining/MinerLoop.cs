using System.Diagnostics;
using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using BloomCoin.Phases;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Mining;

/// <summary>What a miner does until it is stopped: rounds at its pace, a new template at a new tip, merges with peers, a block when it blooms. Knows no Orleans.</summary>
internal sealed class MinerLoop(
    string name,
    MinerSettings settings,
    IChainGrain chain,
    BlockTemplates templates,
    Func<int, IPhaseHeightGrain> phases,
    MinerFigures figures,
    TimeProvider time,
    ILogger log)
{
    /// <summary>The age at which the transactions of a template are chosen anew, at the end of an attempt.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly RoundPacer _pacer = new(settings.RoundsPerSecond, time);
    private readonly GossipClock _gossip = new(settings.GossipInterval, time);
    private MiningRun? _run;

    /// <summary>The last run, which is what is shown between a block and the next template.</summary>
    private MiningRun? _shown;

    private long _templateMade, _blocks, _merges;

    /// <summary>The tip on which the mempool's choice was refused: its blocks stay empty until the next.</summary>
    private Hash256? _distrusted;

    /// <summary>What sets its oscillators apart from other miners': see <see cref="MiningRun"/>.</summary>
    public required int FirstAttempt { get; init; }

    /// <summary>Whom blocks pay, from the next template on.</summary>
    public required Hash256 Address { get; set; }

    /// <summary>The merge of a height crossed a threshold.</summary>
    public void Heard(MergedPhases merged)
    {
        if (merged.Height == _run?.Template.Height) _gossip.Hurry();
    }

    public async Task Run(CancellationToken stopping)
    {
        Activity.Current = null;   // it goes on long after the call that began it
        while (!stopping.IsCancellationRequested)
        {
            var pause = _pacer.Pause;
            try
            {
                await Tick();
                if (_run is null) pause = RoundPacer.Tick;
            }
            catch (Exception exception)
            {
                log.MiningInterrupted(exception, name);
                (_run, pause) = (null, RetryAfter);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        (_run, _shown) = (null, null);
        figures.Stopped();
    }

    public MinerState State()
    {
        if (_shown is not { } run) return new MinerState(false, 0, 0, 0, 0, 0, [], _blocks, _merges);
        var (r, psi) = run.Oscillators.Order;
        return new MinerState(true, run.Template.Height, run.Attempt, run.Oscillators.Round, r, psi, Quantized(run), _blocks, _merges);
    }

    private async Task Tick()
    {
        var due = _pacer.Due();
        var tip = await chain.GetTip();
        if (_run?.Template.Parent.Hash != tip.Hash) await Begin(tip);
        if (_run is not { } run) return;

        var before = run.Rounds;
        var state = _pacer.IsPaced ? run.Advance(due) : await Task.Run(() => run.Advance(due));
        figures.Ran(run.Rounds - before, run.Oscillators.R);
        switch (state)
        {
            case RunState.Bloomed:
                figures.Bloomed();
                await Seal(run);
                break;
            case RunState.Ended when time.GetElapsedTime(_templateMade) >= StaleAfter:
                _run = null;
                break;
            default:
                if (_gossip.IsDue(run.Template.Height, run.Oscillators.R)) await Share(run);
                break;
        }
    }

    private async Task Begin(ChainTip tip)
    {
        var template = await templates.After(tip, Address, empty: _distrusted == tip.Hash);
        _run = template is null ? null : new MiningRun(template, settings.Profile, FirstAttempt);
        _shown = _run ?? _shown;
        _templateMade = time.GetTimestamp();
    }

    /// <summary>A gossip round: the phases become the merge of this miner's and its peers' (chain-format, The miner).</summary>
    private async Task Share(MiningRun run)
    {
        var merged = await phases(run.Template.Height).ContributeOwn(name, (float)run.Oscillators.R, Quantized(run));
        if (merged.Contributors > 1 && _run == run && run.TakeOver(merged.Quantized)) Merged();
    }

    private void Merged()
    {
        _merges++;
        figures.Merged();
    }

    private async Task Seal(MiningRun run)
    {
        using var span = Instrumentation.StartTrace("bloom.miner.seal");
        span?.SetTag("bloom.height", run.Template.Height);
        var block = run.Seal(time.GetUtcNow());
        var batch = new BlockBatchBuilder();
        batch.Add(block.Bytes.Span);
        _run = null;   // whatever becomes of it: the next one follows another tip, or holds something else

        var report = await chain.Append(batch.Build());
        if (report.Refusal is { } refusal)
        {
            _distrusted = run.Template.Parent.Hash;
            log.SealedBlockRefused(name, refusal.Height, refusal.Rule, refusal.Reason);
        }
        else
        {
            if (report.Tip.Hash == block.Hash) Sealed();
            log.BlockSealed(name, run.Template.Height, block.Hash, run.Attempt, run.Oscillators.Round, block.Transactions.Count - 1);
        }
    }

    private void Sealed()
    {
        _blocks++;
        figures.Sealed();
    }

    private static byte[] Quantized(MiningRun run)
    {
        var phases = new byte[PhaseContribution.PhasesLength];
        run.Oscillators.CopyPhases(MemoryMarshal.Cast<byte, ushort>(phases.AsSpan()));
        return phases;
    }
}
