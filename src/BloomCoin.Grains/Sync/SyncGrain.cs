using System.Diagnostics;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <inheritdoc cref="ISyncGrain"/>
/// <remarks>
/// One run of <see cref="SyncCoordinator"/> at a time, beside the grain's calls and in its turns, which is why the coordinator needs
/// no lock.
/// </remarks>
[OnCompute]
internal sealed class SyncGrain : Grain, ISyncGrain, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SyncCoordinator _coordinator;
    private readonly ILogger<SyncGrain> _log;
    private readonly IDisposable _shown;
    private Task _run = Task.CompletedTask;

    public SyncGrain(IChainStore store, ChainParameters parameters, SyncMetrics metrics, TimeProvider time, ILogger<SyncGrain> log)
    {
        _log = log;
        _coordinator = new SyncCoordinator(
            key => GrainFactory.GetGrain<IPeerGrain>(key), GrainFactory.GetGrain<IChainGrain>(0), store, parameters, time, log);
        _shown = metrics.Show(_coordinator);
    }

    public Task<int> Announce(GatewayPeers peers)
    {
        _coordinator.Heard(peers);
        if (_run.IsCompleted) _run = Run();
        return Task.FromResult(_coordinator.Status(isRunning: true).HeaderHeight);
    }

    public async Task<SyncStatus> GetStatus()
    {
        await _coordinator.Look();
        return _coordinator.Status(!_run.IsCompleted);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown.Dispose();
        await _stopping.CancelAsync();
        await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Run()
    {
        Activity.Current = null;   // it goes on long after the call that began it
        try
        {
            await _coordinator.Run(_stopping.Token);
        }
        catch (Exception exception)
        {
            _log.SyncFailed(exception);
        }
    }
}
