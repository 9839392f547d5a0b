using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;
using Orleans.Runtime;

namespace BloomCoin.Gateway;

/// <summary>Names this gateway's peers to the sync and asks for the tip: every two seconds, and at once when there is news. A lost push is healed by the next beat.</summary>
internal sealed class SyncHeartbeat(GatewayContext context, ILocalSiloDetails silo)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var peers = new GatewayPeers(silo.SiloAddress, [.. Candidates()]);
                var headers = await context.Grains.GetGrain<ISyncGrain>(0).Announce(peers);
                context.Tip.MoveTo((await context.Grains.GetGrain<IChainGrain>(0).GetTip()).Height, headers);
                await context.Sessions.WaitForNews(Period, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                context.Log.HeartbeatFailed(exception);
                await Task.Delay(Period, context.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private IEnumerable<SyncPeer> Candidates() => context.Sessions.AllEstablished
        .Where(session => session.Peer!.Services.HasFlag(NodeServices.Blocks))
        .OrderByDescending(session => session.Outbound)
        .ThenByDescending(session => session.ClaimedHeight)
        .Take(GatewayPeers.Limit)
        .Select(session => new SyncPeer(session.Key, session.Connection.Id, session.ClaimedHeight, session.Announced));
}
