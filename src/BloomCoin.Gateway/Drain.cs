using BloomCoin.Abstractions.Sync;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using Orleans.Runtime;

namespace BloomCoin.Gateway;

/// <summary>
/// A gateway's orderly end, when nobody comes any more: the sync asks others for what it would have asked here, each peer gets what it
/// is owed, and its connection ends when neither side waits for anything, so that no answer is cut off.
/// </summary>
internal sealed class Drain(GatewayContext context, SiloAddress silo)
{
    /// <summary>What is not settled by then is cut off: a peer that reads slowly must not hold up an upgrade.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>What came a moment ago is still being gathered into batches.</summary>
    private static readonly TimeSpan Gathering = 2 * PhaseInbox.Gathering;

    public async Task Run(CancellationToken cancellation)
    {
        var start = context.Time.GetTimestamp();
        using var timer = new PeriodicTimer(Look, context.Time);
        try
        {
            await Withdraw();
            context.Phases.Inbox.Flush();
            while (context.Sessions.All.Any() && context.Time.GetElapsedTime(start) < Longest && await timer.WaitForNextTickAsync(cancellation))
            {
                if (context.Time.GetElapsedTime(start) < Gathering) continue;
                foreach (var session in context.Sessions.All.Where(session => session.IsSettled))
                    session.Connection.Finish(DisconnectReason.ShuttingDown, "this node is stopping");
            }
        }
        catch (OperationCanceledException)
        {
            // The host is out of patience.
        }

        context.Log.Drained(context.Sessions.All.Count(), context.Time.GetElapsedTime(start));
    }

    /// <summary>No peer here can be asked any more. If the sync cannot be told, it finds out by its requests that fail.</summary>
    private async Task Withdraw()
    {
        try
        {
            await context.Grains.GetGrain<ISyncGrain>(0).Announce(new GatewayPeers(silo, []));
        }
        catch (Exception exception)
        {
            context.Log.HeartbeatFailed(exception);
        }
    }
}
