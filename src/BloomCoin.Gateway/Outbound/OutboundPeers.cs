using System.Collections.Concurrent;
using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering;
using BloomCoin.Peering.Outbound;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Outbound;

/// <summary>Keeps the outbound connections that nobody configured: asks the policy once a second what is missing, and the address book whom to dial.</summary>
/// <remarks>
/// After a start the anchors come first: whoever fills the address book while the node is down does not choose its peers. At most one
/// connection goes to a network, and none to an address that this node has, is, or has banned.
/// </remarks>
internal sealed partial class OutboundPeers(
    GatewayContext context, SessionHost host, Seeds seeds, OutboundPolicy policy, DialBackoffs backoffs, OutboundSettings settings)
{
    /// <summary>Dials that one beat begins at most.</summary>
    private const int MaxStepsPerBeat = 16;

    /// <summary>Anchors that are dialled first (Bitcoin Core's number).</summary>
    private const int MaxAnchors = 2;

    private readonly ConcurrentDictionary<NetworkAddress, OutboundDial> _dials = new();
    private Queue<IPEndPoint>? _anchors;

    /// <summary>Runs until the gateway stops, and then until its connections have ended.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(settings.Beat, context.Time);
        try
        {
            do await TryBeat(stopping);
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            context.Log.OutboundEnded();
        }

        foreach (var dial in _dials.Values) dial.Session?.Connection.Close(DisconnectReason.ShuttingDown, "this node is stopping");
        await Task.WhenAll(_dials.Values.Select(dial => dial.Ended));
    }

    /// <summary>A book that does not answer now does so a second later.</summary>
    private async Task TryBeat(CancellationToken stopping)
    {
        try
        {
            await Beat(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            context.Log.OutboundDelayed(exception);
        }
    }

    private async Task Beat(CancellationToken stopping)
    {
        policy.OnTip(context.Tip.Height);
        foreach (var dial in _dials.Values) await ReportWhenDue(dial);
        for (var steps = 0; steps < MaxStepsPerBeat; steps++)
        {
            var step = policy.Next(View());
            if (step.Action == OutboundAction.Dial && !await DialOneMore(stopping)) step = policy.NextWithoutDial(View());
            if (step.Action == OutboundAction.Feel) await FeelOne(stopping);
            if (step.Action == OutboundAction.Drop) Drop(step.Connection!.Address);
            if (step.Action != OutboundAction.Dial) return;
        }
    }

    private List<OutboundConnection> View() => [.. _dials.Values.Select(dial => dial.View(context.Time))];

    /// <returns>False when there is nobody to dial.</returns>
    private async Task<bool> DialOneMore(CancellationToken stopping)
    {
        _anchors ??= new Queue<IPEndPoint>(await context.Addresses.Book.SelectAnchors(MaxAnchors));
        while (_anchors.TryDequeue(out var anchor))
        {
            if (Begin(anchor, OutboundKind.Chosen, stopping)) return true;
        }

        do
        {
            foreach (var address in await context.Addresses.Book.Select(Query()))
            {
                if (Begin(address, OutboundKind.Chosen, stopping)) return true;
            }
        }
        while (await seeds.AskWhenNeeded(settings.SeedsEvery, stopping));
        return false;
    }

    private async Task FeelOne(CancellationToken stopping)
    {
        if (await context.Addresses.Book.SelectForTest(Query()) is { } address) Begin(address, OutboundKind.Feeler, stopping);
    }

    private void Drop(NetworkAddress address)
    {
        if (_dials.TryGetValue(address, out var dial))
            dial.Session?.Connection.Close(DisconnectReason.ExtraOutbound, "its block news is the oldest of all outbound peers'");
    }

    /// <summary>What the book must not offer: networks and addresses of outbound connections, and those that are left alone for a while.</summary>
    private AddressQuery Query()
    {
        var peers = context.Sessions.All.Where(session => session.Outbound).Select(session => session.Connection.Remote)
            .Concat(_dials.Values.Select(dial => dial.EndPoint)).ToList();
        var groups = peers.Select(peer => NetworkGroup.Of(peer.Address, settings.ExemptLoopback)).Where(group => group != NetworkGroup.None).Distinct();
        return new AddressQuery(1, [.. groups], [.. peers, .. settings.Configured, .. backoffs.Waiting.Select(address => address.ToEndPoint())]);
    }
}
