using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <inheritdoc cref="ISyncGrain"/>
/// <remarks>
/// One run at a time, beside the grain's calls: it takes the peer that claims most, syncs from it until there is no more,
/// and takes the next. It cannot hang: every wait is for a peer, which the gateway ends after 30 s without progress, or for
/// the chain, whose call has a deadline; a run that fails is started again by the next heartbeat.
/// </remarks>
internal sealed class SyncGrain(IChainStore store, ChainParameters parameters, TimeProvider time, ILogger<SyncGrain> log)
    : Grain, ISyncGrain, IDisposable
{
    private readonly SyncCandidates _candidates = new(time);
    private readonly CancellationTokenSource _stopping = new();
    private Task _run = Task.CompletedTask;
    private SyncRound? _round;
    private int _height;

    public Task Announce(GatewayPeers peers)
    {
        _candidates.Heard(peers);
        if (_run.IsCompleted) _run = Run();
        return Task.CompletedTask;
    }

    public Task<SyncStatus> GetStatus() => Task.FromResult(new SyncStatus(
        !_run.IsCompleted, _round is { } round ? PeerAddress.Display(round.Source.Key) : null, _height, Math.Max(_height, _round?.HeaderHeight ?? 0), _candidates.Count));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Run()
    {
        try
        {
            var chain = GrainFactory.GetGrain<IChainGrain>(0);
            while (!_stopping.IsCancellationRequested)
            {
                _height = (await chain.GetTip()).Height;
                if (_candidates.Best(_height) is not { } source) return;

                log.SyncStarted(source.Key, source.ClaimedHeight);
                _round = new SyncRound(source, GrainFactory.GetGrain<IPeerGrain>(source.Key), chain, store, parameters, time);
                var outcome = await _round.Run(_stopping.Token);
                _candidates.Tried(source, outcome.Retry);
                _height = (await chain.GetTip()).Height;
                log.SyncEnded(source.Key, _height, outcome.Detail);
            }
        }
        catch (Exception exception)
        {
            log.SyncFailed(exception);
        }
        finally
        {
            _round = null;
        }
    }
}
