using System.Diagnostics;
using System.Net;
using BloomCoin.Abstractions.Addresses;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Outbound;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Peering.Outbound;

namespace BloomCoin.Gateway.Tests.Outbound;

/// <summary>How a node finds peers by itself: real gateways, grains, stores and sockets.</summary>
public sealed class DiscoveryTests
{
    private static readonly OutboundPace Unhurried = new(TimeSpan.FromHours(1)) { FeelerEvery = TimeSpan.FromHours(1), AskWhileLacking = TimeSpan.FromHours(1) };

    private static readonly OutboundSettings Hurried = new()
    {
        Beat = TimeSpan.FromMilliseconds(50),
        Pace = Unhurried,
        WorthKeepingAfter = TimeSpan.Zero,
    };

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_node_dials_its_seed_and_then_whom_the_seed_tells_of()
    {
        using var seed = new ScriptedListener();
        using var first = new ScriptedListener();
        using var second = new ScriptedListener();
        await using var gateway = await Start(Options([seed.EndPoint]));

        using var asked = await seed.AcceptAndEstablish();
        await asked.Send(Wire.Addr(Now, first.EndPoint, second.EndPoint));
        using var one = await first.AcceptAndEstablish();
        using var other = await second.AcceptAndEstablish();
        await GatewayCluster.Until(async () => (await gateway.Book.GetStatistics()).Tried == 3, "not all three are known to answer");
    }

    [Fact]
    public async Task A_node_that_tells_where_it_is_reached_is_found_by_one_that_only_knows_the_seed()
    {
        await using var seed = await Start(Options([]));
        var address = PortReservation.FreeEndPoint();
        await using var known = await Start(Options([seed.EndPoint.ToString()], listen: address, external: address));
        await GatewayCluster.Until(async () => await seed.Book.GetStatistics() is { New: 1 } or { Tried: 1 }, "the seed was not told of the node");

        await using var finder = await Start(Options([seed.EndPoint.ToString()]));
        await GatewayCluster.Until(
            () => Task.FromResult(finder.Sessions.AllEstablished.Any(session => session.Key == PeerAddress.KeyOf(IPEndPoint.Parse(address)))), "the node was not found");
    }

    [Fact]   // p2p-anchors: one outbound peer per network
    public async Task No_two_peers_that_a_node_chooses_are_of_one_network()
    {
        using var seed = new ScriptedListener("127.1.0.1");
        using var sameNetwork = new ScriptedListener("127.1.0.2");
        using var second = new ScriptedListener("127.2.0.1");
        using var third = new ScriptedListener("127.3.0.1");
        await using var gateway = await Start(Options([seed.EndPoint], exemptLoopback: false));

        using var asked = await seed.AcceptAndEstablish();
        await asked.Send(Wire.Addr(Now, sameNetwork.EndPoint, second.EndPoint, third.EndPoint));
        using var one = await second.AcceptAndEstablish();
        using var other = await third.AcceptAndEstablish();
        Assert.Null((await Find(gateway, sameNetwork.EndPoint)).LastTry);
    }

    [Fact]   // p2p-anchors, scenario 25: a restart dials the last good outbound peers first
    public async Task A_node_that_was_killed_dials_its_last_good_peer_before_all_others()
    {
        using var good = new ScriptedListener();
        var first = await Start(Options([good.EndPoint], maxPeers: 1));
        using (var peer = await good.AcceptAndEstablish())
        {
            await peer.Send(Wire.Addr(Now, Enumerable.Range(1, 30).Select(index => $"127.77.0.{index}:1")));
            await GatewayCluster.Until(
                async () => (await first.KeptAddresses.ReadAddresses(after: null, 100)) is { Count: > 20 } kept && kept.Any(one => one.LastHeld > 0),
                "the peer and whom it told of were not kept");
        }

        await using var second = await first.Kill(Options([], maxPeers: 1), Hurried);
        using var again = await good.AcceptAndEstablish();
        var known = (await second.Book.List(0, 100)).Addresses;
        Assert.InRange(known.Length, 21, 31);
        Assert.All(known.Where(one => one.Address.ToString() != good.EndPoint), one => Assert.Null(one.LastTry));
    }

    [Fact]   // 1 s, 2 s, 4 s, each halved by chance at most
    public async Task An_address_where_no_node_answers_is_left_alone_longer_each_time()
    {
        using var dead = new ScriptedListener();
        var began = Stopwatch.StartNew();
        await using var gateway = await Start(Options([dead.EndPoint]));
        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var peer = await dead.Accept();   // and hang up
        }

        Assert.True(began.Elapsed > TimeSpan.FromSeconds(0.5 + 1 + 2), $"four attempts in {began.Elapsed}");
        Assert.Equal((1, 0), ((await Find(gateway, dead.EndPoint)).Failures, (await gateway.Book.GetStatistics()).Tried));
    }

    [Fact]
    public async Task A_feeler_makes_a_new_address_a_tried_one_and_hangs_up()
    {
        using var kept = new ScriptedListener();
        using var felt = new ScriptedListener();
        await using var gateway = await Start(Options([kept.EndPoint], maxPeers: 1), Hurried with { Pace = Unhurried with { FeelerEvery = TimeSpan.FromMilliseconds(100) } });
        using var peer = await kept.AcceptAndEstablish();
        await peer.Send(Wire.Addr(Now, felt.EndPoint));

        using var feeler = await felt.Accept();
        await feeler.Expect(Protocol.Messages.MessageType.Version);
        await feeler.Send(Wire.Version(), Wire.Verack());
        Assert.EndsWith(felt.EndPoint, await gateway.Events.FirstToEnd(DisconnectReason.Feeler), StringComparison.Ordinal);
        await GatewayCluster.Until(async () => (await Find(gateway, felt.EndPoint)).IsTried, "the address is not tried");
        Assert.Single(gateway.Sessions.AllEstablished, session => session.Outbound);
        await peer.ExpectAnswerToPing();
    }

    [Fact]   // the source's connection pool: a connection that exists is used before one is made
    public async Task A_node_of_a_network_that_has_its_peer_is_asked_and_steps_in_when_that_peer_goes()
    {
        using var seed = new ScriptedListener("127.1.0.1");
        using var sameNetwork = new ScriptedListener("127.1.0.2");
        using var other = new ScriptedListener("127.2.0.1");
        await using var gateway = await Start(
            Options([seed.EndPoint], exemptLoopback: false), Hurried with { Pace = Unhurried with { AskWhileLacking = TimeSpan.FromMilliseconds(200) } });
        ScriptedPeer pooled;
        using (var first = await seed.AcceptAndEstablish())
        {
            await first.Send(Wire.Addr(Now, sameNetwork.EndPoint));
            pooled = await sameNetwork.AcceptAndEstablish();
            await pooled.Send(Wire.Addr(Now, other.EndPoint));
            using var found = await other.AcceptAndEstablish();
            Assert.False(await IsAnchor(gateway, sameNetwork.EndPoint));
        }

        await GatewayCluster.Until(() => IsAnchor(gateway, sameNetwork.EndPoint), "the pooled connection did not become a kept one");
        await pooled.ExpectAnswerToPing();
        pooled.Dispose();
    }

    [Fact]
    public async Task A_node_of_no_peers_to_look_for_dials_nobody()
    {
        using var seed = new ScriptedListener();
        await using var gateway = await Start(Options([seed.EndPoint], maxPeers: 0));
        using var teller = await ScriptedPeer.Establish(gateway.EndPoint);
        await teller.Send(Wire.Addr(Now, seed.EndPoint));
        await GatewayCluster.Until(async () => (await gateway.Book.GetStatistics()).New == 1, "the address was not taken");
        await teller.ExpectAnswerToPing();
        Assert.Null((await Find(gateway, seed.EndPoint)).LastTry);
    }

    private static GatewayOptions Options(
        IReadOnlyList<string> seeds, int maxPeers = 8, string listen = "127.0.0.1:0", string? external = null, bool exemptLoopback = true) => new()
        {
            Listen = listen,
            ExternalAddress = external,
            Seeds = seeds,
            MaxPeers = maxPeers,
            AllowPrivateAddresses = true,
            Diversity = new DiversityOptions { ExemptLoopback = exemptLoopback },
        };

    private static Task<GatewayCluster> Start(GatewayOptions options, OutboundSettings? outbound = null) =>
        GatewayCluster.Start(ChainParameters.Mainnet, options, new GossipOptions(), outbound: outbound ?? Hurried);

    private static async Task<bool> IsAnchor(GatewayCluster gateway, string address) =>
        (await gateway.KeptAddresses.ReadAddresses(after: null, 100)).Any(one => one.LastHeld > 0 && one.Port == IPEndPoint.Parse(address).Port);

    private static async Task<AddressView> Find(GatewayCluster gateway, string address) =>
        Assert.Single((await gateway.Book.List(0, 1000)).Addresses, one => one.Address.Equals(IPEndPoint.Parse(address)));
}
