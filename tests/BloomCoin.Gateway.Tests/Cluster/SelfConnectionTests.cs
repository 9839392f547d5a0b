using BloomCoin.Peering;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>wire-protocol 3, rule 4, and p2p-anchors, scenario 6: a connection to oneself, also through another gateway.</summary>
public sealed class SelfConnectionTests
{
    [Fact]
    public async Task A_gateway_that_dials_another_of_its_cluster_is_refused_on_both_sides_and_does_not_dial_it_again()
    {
        var first = PortReservation.FreeEndPoint();
        await using var cluster = await GatewayCluster.Start(
            new GatewayOptions { Listen = first },
            new GatewayOptions { Listen = "127.0.0.1:0", Connect = [first] });

        await using var honest = await HonestWitness.Connect(cluster.EndPoint.Port, from: "127.8.0.1");
        await GatewayCluster.Until(() => Task.FromResult(cluster.Events.HasDialledItself), "it dials itself again and again");
        await GatewayCluster.Until(() => Task.FromResult(cluster.Events.Ends.Count >= 2), "one side did not end");
        Assert.All(cluster.Events.Ends, end => Assert.Equal(DisconnectReason.SelfConnection, end.Reason));
        Assert.Equal(["inbound", "outbound"], cluster.Events.Ends.Select(end => end.Direction).Order(StringComparer.Ordinal));
        Assert.True(cluster.Gateways[1].Members.Addresses.Contains(cluster.Gateways[0].EndPoint));
        Assert.Single(cluster.Gateways.SelectMany(gateway => gateway.Sessions.AllEstablished));   // the honest one
        foreach (var (peer, _, _) in cluster.Events.Ends)
            Assert.All((await cluster.Grains.GetGrain<Abstractions.Peers.IPeerGrain>(peer).GetState()).Events, count => Assert.Equal(0, count));
    }

    [Fact]   // wire-protocol 3, rule 4: any gateway of its cluster
    public async Task Each_gateway_knows_the_nonces_of_all_and_where_they_are()
    {
        await using var cluster = await GatewayCluster.Start(
            new GatewayOptions { Listen = "127.0.0.1:0", ExternalAddress = "203.0.113.1:8333" },
            new GatewayOptions { Listen = "127.0.0.1:0", ExternalAddress = "203.0.113.2:8333" });
        foreach (var gateway in cluster.Gateways)
        {
            await GatewayCluster.Until(
                () => Task.FromResult(cluster.Gateways.All(other => gateway.Members.Holds(other.Nonce))), "a gateway does not know another");
            Assert.True(gateway.Members.Addresses.Contains(EndpointAttribute.Parse("203.0.113.1:8333")));
            Assert.True(gateway.Members.Addresses.Contains(EndpointAttribute.Parse("203.0.113.2:8333")));
            Assert.False(gateway.Members.Addresses.Contains(cluster.EndPoint));   // loopback is another machine's too
        }
    }
}
