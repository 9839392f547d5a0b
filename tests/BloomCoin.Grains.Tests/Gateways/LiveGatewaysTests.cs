using System.Net;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Grains.Gateways;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Gateways;

/// <summary>What the directory makes of the gateways' reports.</summary>
public sealed class LiveGatewaysTests
{
    private const ulong Crowd = 7;

    private readonly FakeTimeProvider _time = new();
    private readonly HashSet<SiloAddress> _dead = [];
    private readonly LiveGateways _live;

    public LiveGatewaysTests() => _live = new LiveGateways(_dead.Contains, _time);

    [Fact]   // wire-protocol 3, rule 4: any gateway of its cluster
    public void Each_gateway_is_told_the_nonces_and_addresses_of_all()
    {
        Assert.True(_live.Take(Report(1) with { Addresses = ["10.0.0.1:8333", "203.0.113.7:8333"] }));
        Assert.True(_live.Take(Report(2) with { Addresses = ["10.0.0.2:8333", "203.0.113.7:8333"] }));
        var view = View(1);
        Assert.Equal([101UL, 102UL], view.Nonces.Order());
        Assert.Equal(["10.0.0.1:8333", "10.0.0.2:8333", "203.0.113.7:8333"], view.Addresses.Order(StringComparer.Ordinal));
        Assert.Equal(2, view.Gateways);
    }

    [Fact]   // the others are told at once
    public void It_is_news_when_a_gateway_comes_or_goes_or_has_another_nonce_or_address_and_else_not()
    {
        Assert.True(_live.Take(Report(1)));
        Assert.False(_live.Take(Report(1, connections: 5, (Crowd, 5))));
        Assert.True(_live.Take(Report(1) with { Nonce = 5 }));
        Assert.True(_live.Take(Report(1) with { Nonce = 5, Addresses = ["10.0.0.1:8333"] }));
        Assert.True(_live.Take(Report(2)));
        _dead.Add(Silo(2));
        Assert.True(_live.Take(Report(1) with { Nonce = 5, Addresses = ["10.0.0.1:8333"] }));
    }

    [Fact]
    public void A_gateway_that_was_not_heard_of_for_10_s_is_no_member()
    {
        _live.Take(Report(1));
        _live.Take(Report(2, connections: 5));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        _live.Take(Report(1));
        Assert.Equal(5, View(1).OtherConnections);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        _live.Take(Report(1));
        Assert.Equal((0, 1, 101UL), (View(1).OtherConnections, View(1).Gateways, Assert.Single(View(1).Nonces)));
    }

    [Fact]
    public void A_gateway_is_told_what_the_others_have_together_and_nothing_of_its_own()
    {
        _live.Take(Report(1, connections: 50, (Crowd, 50)));
        _live.Take(Report(2, connections: 10, (Crowd, 2), (8, 3)));
        _live.Take(Report(3, connections: 20, (Crowd, 1), (9, 4)));
        var view = View(1);
        Assert.Equal(30, view.OtherConnections);
        Assert.Equal([new(Crowd, 3), new(8, 3), new(9, 4)], view.OtherNetworks.OrderBy(network => network.Network));
    }

    [Fact]   // a view is bounded, whatever is reported
    public void Networks_with_less_than_a_hundredth_are_not_told_and_of_one_report_256_are_taken()
    {
        _live.Take(Report(1));
        _live.Take(Report(2, connections: 10_000, [.. Enumerable.Range(1, 300).Select(network => ((ulong)network, network))]));
        Assert.Equal(201, View(1).OtherNetworks.Length);   // 100 to 300
        _live.Take(Report(2, connections: 300, [.. Enumerable.Range(1, 300).Select(network => ((ulong)network, network))]));
        Assert.Equal(256, View(1).OtherNetworks.Length);
    }

    [Fact]   // wire-protocol 6: the least useful peer of that network is dropped
    public void Who_has_most_of_a_network_over_its_share_is_told_to_let_some_go_and_nobody_else()
    {
        _live.Take(Report(1, connections: 10, (Crowd, 5), (8, 2)));
        _live.Take(Report(2, connections: 10, (Crowd, 6), (8, 2)));
        Assert.Empty(View(1).Drop);
        Assert.Equal([new NetworkCount(Crowd, LiveGateways.MaxDropped)], View(2).Drop);   // 11 of 20: 8 too many, 4 in one beat
        Assert.Empty(_live.ViewFor(Silo(2), isAnswer: false).Drop);
    }

    [Fact]
    public void Of_two_that_have_as_many_one_lets_go()
    {
        _live.Take(Report(1, connections: 10, (Crowd, 3)));
        _live.Take(Report(2, connections: 10, (Crowd, 3)));
        Assert.Equal(2, View(1).Drop.Concat(View(2).Drop).Sum(network => network.Connections));   // 6 of 20: 4 of 18
        Assert.Single(View(1).Drop.Concat(View(2).Drop));
    }

    [Fact]   // wire-protocol 6: once there are 8 or more
    public void Fewer_than_eight_connections_are_left_alone()
    {
        _live.Take(Report(1, connections: 4, (Crowd, 4)));
        _live.Take(Report(2, connections: 3, (Crowd, 3)));
        Assert.Empty(View(1).Drop);
        _live.Take(Report(2, connections: 4, (Crowd, 4)));
        Assert.Single(View(1).Drop.Concat(View(2).Drop));
    }

    [Fact]   // one that began anew has not heard of all yet
    public void It_is_settled_when_every_gateway_has_had_time_to_report()
    {
        _live.Take(Report(1));
        Assert.False(View(1).IsSettled);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(View(1).IsSettled);
        Assert.True(View(1).Sequence < View(1).Sequence);
    }

    private static SiloAddress Silo(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, number), 1);

    private static GatewayReport Report(int gateway, int connections = 0, params (ulong Network, int Count)[] networks) => new(
        Silo(gateway), 100UL + (ulong)gateway, [], connections, [.. networks.Select(network => new NetworkCount(network.Network, network.Count))]);

    private ClusterView View(int gateway) => _live.ViewFor(Silo(gateway), isAnswer: true);
}
