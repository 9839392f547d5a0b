using System.Collections.Concurrent;
using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Gateway.Listening;
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
    GatewayContext context, SessionHost host, Admission admission, Seeds seeds, OutboundPolicy policy, DialBackoffs backoffs, OutboundSettings settings)
{
    /// <summary>Dials that one beat begins at most.</summary>
    private const int MaxStepsPerBeat = 16;

    /// <summary>Anchors that are dialled first (Bitcoin Core's number).</summary>
    private const int MaxAnchors = 2;

    /// <summary>Nodes are asked whom they know while the book has fewer addresses.</summary>
    private const int ManyAddresses = 1000;

    private readonly ConcurrentDictionary<NetworkAddress, OutboundDial> _dials = new();
    private readonly ConcurrentQueue<(OutboundDial Dial, TimeSpan Connected)> _ended = new();
    private readonly ConnectionPool<OutboundDial> _pool = new(context.Time);
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

        foreach (var dial in _dials.Values) dial.Close(DisconnectReason.ShuttingDown, "this node is stopping");
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
            LookBack();
            var step = policy.Next(View());
            if (step.Action == OutboundAction.Dial && !await DialOneMore(stopping)) step = policy.NextWithoutDial(View());
            if (step.Action == OutboundAction.Feel) await FeelOne(stopping);
            if (step.Action == OutboundAction.Ask) await AskOne(stopping);
            if (step.Action == OutboundAction.Drop) Drop(step.Connection!.Address);
            if (step.Action != OutboundAction.Dial) return;
        }
    }

    /// <summary>What has ended meanwhile, and what nobody needs any more.</summary>
    private void LookBack()
    {
        while (_ended.TryDequeue(out var ended))
        {
            backoffs.Ended(ended.Dial.Address, ended.Connected);
            _pool.Remove(ended.Dial.Address);
        }

        while (_pool.TakeIdle() is { } idle) idle.Close(DisconnectReason.ExchangeOver, "it was not needed for five minutes");
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

        if (_pool.Take(pooled => pooled.Session is { IsEstablished: true } && MayChoose(pooled.EndPoint)) is { } ready)
        {
            ready.Kind = OutboundKind.Chosen;
            return true;
        }

        do
        {
            foreach (var address in await context.Addresses.Book.Select(Query(isKept: true)))
            {
                if (Begin(address, OutboundKind.Chosen, stopping)) return true;
            }
        }
        while (await seeds.AskWhenNeeded(settings.SeedsEvery, stopping));
        return false;
    }

    private async Task FeelOne(CancellationToken stopping)
    {
        if (await context.Addresses.Book.SelectForTest(Query(isKept: false)) is { } address) Begin(address, OutboundKind.Feeler, stopping);
    }

    /// <summary>A peer answers one GET_ADDR a connection, so one more is asked. It may be of a network that has its peer: that is how the others are heard of.</summary>
    private async Task AskOne(CancellationToken stopping)
    {
        var known = await context.Addresses.Book.GetStatistics();
        if (known.New + known.Tried >= ManyAddresses) return;
        foreach (var address in await context.Addresses.Book.Select(Query(isKept: false)))
        {
            if (!Begin(address, OutboundKind.Pooled, stopping) || !_dials.TryGetValue(NetworkAddress.From(address), out var dial)) continue;
            _pool.Add(dial.Address, dial)?.Close(DisconnectReason.ExchangeOver, "another connection took its place in the pool");
        }
    }

    private void Drop(NetworkAddress address)
    {
        if (_dials.TryGetValue(address, out var dial))
            dial.Close(DisconnectReason.ExtraOutbound, "its block news is the oldest of all outbound peers'");
    }

    /// <summary>What the book must not offer: addresses of outbound connections, those that are left alone for a while, and the networks that have their peer where another is to be kept.</summary>
    private AddressQuery Query(bool isKept)
    {
        List<IPEndPoint> peers =
        [
            .. context.Sessions.All.Where(session => session.Outbound).Select(session => session.Connection.Remote),
            .. _dials.Values.Select(dial => dial.EndPoint),
        ];
        LookBack();   // after that: a dial is among the ended before it leaves the dials, so no address is in neither and dialled without its wait
        return new AddressQuery(
            1, isKept ? [.. TakenGroups()] : [], [.. peers, .. settings.Configured, .. backoffs.Waiting.Select(address => address.ToEndPoint())], isKept);
    }

    /// <summary>Networks of chosen and of configured peers.</summary>
    private HashSet<ulong> TakenGroups() =>
    [
        .. context.Sessions.All.Where(session => session.Outbound)
            .Select(session => session.Connection.Remote)
            .Where(remote => !_dials.TryGetValue(NetworkAddress.From(remote), out var dial) || dial.Kind == OutboundKind.Chosen)
            .Concat(_dials.Values.Where(dial => dial.Kind == OutboundKind.Chosen).Select(dial => dial.EndPoint))
            .Select(peer => NetworkGroup.Of(peer.Address, settings.ExemptLoopback))
            .Where(group => group != NetworkGroup.None),
    ];
}
