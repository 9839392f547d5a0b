using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Mining;

/// <inheritdoc cref="IMinerGrain"/>
/// <remarks>One run of <see cref="MinerLoop"/> at a time, beside the grain's calls and in its turns, which is why the loop needs no lock.</remarks>
[OnCompute]
internal sealed class MinerGrain(
    MinerSettings settings, ChainParameters parameters, MinerMetrics metrics, TimeProvider time, Random random, ILogger<MinerGrain> log)
    : Grain, IMinerGrain, IDisposable
{
    /// <summary>Not told to mine for this long: nobody wants it any more.</summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(30);

    private readonly MinerState _idle = new(false, 0, 0, 0, 0, 0, [], 0, 0);
    private CancellationTokenSource? _stopping;
    private MinerLoop? _loop;
    private Task _run = Task.CompletedTask;
    private long _ordered;

    private string Name => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(StopWhenForgotten, new GrainTimerCreationOptions(ForgottenAfter, ForgottenAfter / 3));
        return Task.CompletedTask;
    }

    public Task Mine(MinerOrder order)
    {
        _ordered = time.GetTimestamp();
        _loop ??= NewLoop(order.Address);
        _loop.Address = order.Address;
        if (!_run.IsCompleted) return Task.CompletedTask;

        _stopping?.Dispose();
        _stopping = new CancellationTokenSource();
        log.Mining(Name, order.Address);
        _run = _loop.Run(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task Stop()
    {
        if (_stopping is { } stopping) await stopping.CancelAsync();
        await _run;
    }

    public Task<MinerState> GetState() => Task.FromResult(_loop?.State() ?? _idle);

    public Task OnMerged(MergedPhases merged)
    {
        _loop?.Heard(merged);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await Stop().WaitAsync(cancellationToken);

    public void Dispose() => _stopping?.Dispose();

    private Task StopWhenForgotten() => time.GetElapsedTime(_ordered) >= ForgottenAfter ? Stop() : Task.CompletedTask;

    private MinerLoop NewLoop(Hash256 address)
    {
        var chain = GrainFactory.GetGrain<IChainGrain>(0);
        var templates = new BlockTemplates(chain, GrainFactory.GetGrain<IMempoolGrain>(0), parameters, Name);
        return new MinerLoop(Name, settings, chain, templates, height => GrainFactory.GetGrain<IPhaseHeightGrain>(height), metrics.Of(Name), time, log)
        {
            Address = address,
            FirstAttempt = random.Next(MiningRun.MaxFirst),
        };
    }
}
