using System.Net;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Gateway.Bans;
using BloomCoin.Gateway.Cluster;
using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace BloomCoin.Gateway;

/// <summary>Runs the gateway while its silo runs: listener, outbound connections, deadlines, heartbeats, relay, gossip. Starts after the silo and stops before it.</summary>
internal sealed class GatewayHost(
    GatewayContext context,
    SessionHost sessions,
    OutboundPeers outbound,
    Admission admission,
    DirectoryHeartbeat directory,
    GatewayState state,
    IOptions<GatewayOptions> options,
    ILocalSiloDetails silo) : BackgroundService
{
    private static readonly TimeSpan DeadlineCheck = TimeSpan.FromSeconds(1);

    /// <summary>How often a gateway without a compute silo looks for one.</summary>
    private static readonly TimeSpan OpenAgain = TimeSpan.FromSeconds(1);

    /// <summary>Cancelled before the sessions end: no peer comes any more, and none is looked for.</summary>
    private readonly CancellationTokenSource _arriving = new();

    private PeerListener? _listener;
    private BanBeat? _bans;
    private OutboundConnector[] _connectors = [];

    /// <summary>Where peers connect to; null before the start.</summary>
    public IPEndPoint? LocalEndPoint => _listener?.LocalEndPoint;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new PeerListener(EndpointAttribute.Parse(options.Value.Listen), admission, sessions, context);
        _connectors = [.. options.Value.Connect.Select(Connector)];

        _bans = new BanBeat(context.Bans, context.Grains, context.Time, context.Log);
        await TryOpen();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!state.IsOpen)
        {
            await Task.Delay(OpenAgain, context.Time, stoppingToken);
            await TryOpen();
        }

        using var arriving = CancellationTokenSource.CreateLinkedTokenSource(_arriving.Token, stoppingToken);
        await Task.WhenAll(
        [
            _listener!.Run(arriving.Token),
            KeepDeadlines(stoppingToken),
            new SyncHeartbeat(context, silo).Run(arriving.Token),
            _bans!.Run(stoppingToken),
            directory.Run(stoppingToken),
            context.Transactions.Run(stoppingToken),
            context.Phases.Run(stoppingToken),
            outbound.Run(arriving.Token),
            .. _connectors.Select(connector => connector.Run(arriving.Token)),
        ]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        var wasOpen = state.IsOpen;
        state.IsOpen = false;
        await _arriving.CancelAsync();
        _listener?.Dispose();
        context.Log.Stopping(context.Sessions.All.Count());
        await new Drain(context, silo.SiloAddress).Run(cancellationToken);
        CloseSessions();
        await base.StopAsync(cancellationToken);
        CloseSessions();
        if (wasOpen) await directory.End();
    }

    public override void Dispose()
    {
        _arriving.Dispose();
        base.Dispose();
    }

    /// <summary>Learns what must be known before the first peer, and listens. A gateway may be there before any compute silo: then there is nobody to ask yet.</summary>
    private async Task TryOpen()
    {
        try
        {
            context.Tip.MoveTo((await context.Grains.GetGrain<IChainGrain>(0).GetTip()).Height);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            context.Log.NotOpenYet(exception.Message);
            return;
        }

        await _bans!.Ask();
        _listener!.Bind();
        await directory.Begin(_listener.LocalEndPoint);
        context.Log.Listening(_listener.LocalEndPoint);
        await MarkOwnAddresses();
        state.IsOpen = true;
    }

    /// <summary>Twice around the listener's end: a peer may be accepted in between.</summary>
    private void CloseSessions()
    {
        foreach (var session in context.Sessions.All) session.Connection.Close(DisconnectReason.ShuttingDown, "this node is stopping");
    }

    /// <summary>Peers tell of this node, too.</summary>
    private async Task MarkOwnAddresses()
    {
        await context.Addresses.MarkOwn(_listener!.LocalEndPoint);
        if (context.ExternalAddress != default) await context.Addresses.MarkOwn(context.ExternalAddress.ToEndPoint());
    }

    private OutboundConnector Connector(string target) =>
        new(HostAndPortAttribute.Parse(target), sessions, context, new ReconnectBackoff(context.Random));

    /// <summary>One session's fault must not end the deadlines of all.</summary>
    private void Check(PeerSession session)
    {
        try
        {
            Deadlines.Check(session);
        }
        catch (Exception exception)
        {
            context.Log.SessionFailed(exception);
        }
    }

    private async Task KeepDeadlines(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(DeadlineCheck, context.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                foreach (var session in context.Sessions.All) Check(session);
                admission.Beat();
                context.Transactions.Beat();
                context.Phases.Beat();
                context.Budgets.Beat();
            }
        }
        catch (OperationCanceledException)
        {
            context.Log.DeadlinesEnded();
        }
    }
}
