using BloomCoin.Gateway.Listening;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>wire-protocol 6: one network has at most a quarter of the connections of the whole cluster. Networks are those of 127.0.0.0/8.</summary>
public sealed class NetworkShareTests : IAsyncLifetime
{
    private readonly List<ScriptedPeer> _peers = [];
    private GatewayCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GatewayCluster.Start(Options(), Options());

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers) peer.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_a_quarter_at_one_gateway_has_no_more_at_another()
    {
        for (var network = 1; network <= 6; network++) await Establish(0, $"127.{network}.0.1");
        await Establish(0, "127.200.0.1");
        await Establish(0, "127.200.0.2");
        await UntilKnown(1, connections: 8);

        using (var third = await ScriptedPeer.Connect(_cluster.Gateways[1].EndPoint, from: "127.200.0.3")) await third.ExpectClose();
        Assert.Equal(1, _cluster.Gateways[1].Admission.Refused(AdmissionRefusal.NetworkShare));
        await Establish(1, "127.201.0.1");
    }

    [Fact]   // or the least useful peer of that network is dropped
    public async Task A_network_that_others_made_too_large_loses_its_least_useful_peers_where_it_has_most()
    {
        for (var host = 1; host <= 7; host++) await Establish(0, $"127.200.0.{host}");
        var useful = _peers[6];
        _cluster.Gateways[0].SessionOf(useful)!.Merits.BroughtTransaction();
        await UntilKnown(1, connections: 7);
        for (var network = 1; network <= 5; network++) await Establish(1, $"127.{network}.0.1");

        // 7 of 12 are 5 too many: then 7 connections are left, and fewer than 8 are not bounded.
        await GatewayCluster.Until(() => Task.FromResult(_cluster.Gateways[0].Admission.Connections == 2), "the crowd stays");
        await GatewayCluster.Until(() => Task.FromResult(_cluster.Events.Ends.Count == 5), "not five ended");
        Assert.All(_cluster.Events.Ends, end => Assert.Equal(DisconnectReason.OverNetworkShare, end.Reason));
        Assert.Equal([_peers[0].Key, useful.Key], _cluster.Gateways[0].Sessions.All.Select(session => session.Key).Order(StringComparer.Ordinal));
        foreach (var peer in _peers[7..]) await peer.ExpectAnswerToPing();
    }

    private static GatewayOptions Options() => new() { Listen = "127.0.0.1:0", Diversity = new DiversityOptions { ExemptLoopback = false } };

    private async Task Establish(int gateway, string from) => _peers.Add(await _cluster.Gateways[gateway].Establish(from));

    /// <summary>Until a gateway was told what the other has.</summary>
    private Task UntilKnown(int gateway, int connections) => GatewayCluster.Until(
        () => Task.FromResult(_cluster.Gateways[gateway].Admission.Others == connections), "a gateway does not know what the other has");
}
