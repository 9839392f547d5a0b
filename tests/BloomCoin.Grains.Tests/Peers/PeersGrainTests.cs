using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Peers;

/// <summary>The connected peers of all gateways, as an operator asks for them.</summary>
public sealed class PeersGrainTests
{
    private static readonly PeerView[] Three =
    [
        new("10.0.0.1:1", true, "b", 1, 7, 30, 0.9f, TimeSpan.FromMilliseconds(3), 10, 0, TimeSpan.FromSeconds(3), "z", AddressReputation.UnknownScore),
        new("10.0.0.2:1", false, "c", 1, 7, 10, null, null, 0, 5, TimeSpan.FromSeconds(1), "x", AddressReputation.UnknownScore),
        new("10.0.0.3:1", false, "a", 1, 7, 20, 0.5f, TimeSpan.FromMilliseconds(1), 5, 10, TimeSpan.FromSeconds(2), "y", AddressReputation.UnknownScore),
    ];

    [Theory]
    [InlineData(PeerOrder.Address, "1 2 3", "3 2 1")]
    [InlineData(PeerOrder.Direction, "2 3 1", "1 2 3")]
    [InlineData(PeerOrder.Agent, "3 1 2", "2 1 3")]
    [InlineData(PeerOrder.Height, "2 3 1", "1 3 2")]
    [InlineData(PeerOrder.Coherence, "3 1 2", "1 3 2")]   // what is not known comes last, both ways
    [InlineData(PeerOrder.Ping, "3 1 2", "1 3 2")]
    [InlineData(PeerOrder.Bytes, "2 1 3", "3 1 2")]
    [InlineData(PeerOrder.Age, "2 3 1", "1 3 2")]
    [InlineData(PeerOrder.Gateway, "2 3 1", "1 3 2")]
    [InlineData(PeerOrder.Score, "1 2 3", "1 2 3")]   // those that have earned as much: by address
    public void An_order_has_what_it_says_first(PeerOrder order, string ascending, string descending)
    {
        Assert.Equal(ascending, Names(PeerOrders.First(Three, order, descending: false, 3)));
        Assert.Equal(descending, Names(PeerOrders.First(Three, order, descending: true, 3)));
        Assert.Equal(descending[..3], Names(PeerOrders.First(Three, order, descending: true, 2)));
    }

    [Fact]
    public async Task As_many_as_asked_for_are_listed_and_all_are_counted()
    {
        await using var cluster = await Start();
        var list = await Peers(cluster).List(PeerOrder.Height, descending: true, 2);
        Assert.Equal(("1 3", 3, 0), (Names(list.Peers), list.Total, list.SilentGateways));
        Assert.Equal(Three[0], list.Peers[0]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Peers(cluster).List(PeerOrder.Age, false, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Peers(cluster).List(PeerOrder.Age, false, IPeersGrain.Limit + 1));
    }

    [Fact]
    public async Task A_peer_has_the_score_of_its_address_and_those_connected_longest_are_ordered_by_it()
    {
        await using var cluster = await Start();
        await Reputation(cluster, "10.0.0.2").Note(PeerEvent.InvalidBlock, 1);
        await Reputation(cluster, "10.0.0.3").Note(PeerEvent.ValidBlock, 1);
        await ChainCluster.Await(
            async () => Names((await Peers(cluster).List(PeerOrder.Score, descending: true, 3)).Peers) == "3 1 2", () => Task.FromResult("not by score"));

        var list = await Peers(cluster).List(PeerOrder.Score, descending: false, 3);
        Assert.Equal("2 1 3", Names(list.Peers));
        Assert.Equal([0.5, 1.0, 1.1], list.Peers.Select(peer => Math.Round(peer.Score, 3)));
        Assert.Equal("1 3", Names((await Peers(cluster).List(PeerOrder.Score, descending: false, 2)).Peers));
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_is_counted_and_the_others_are_listed()
    {
        await using var cluster = await Start(silos: 2);
        var all = await Peers(cluster).List(PeerOrder.Address, descending: false, 4);
        Assert.Equal(("1 1 2 2", 6, 0), (Names(all.Peers), all.Total, all.SilentGateways));

        cluster.Peers.Silent = cluster.Silo;
        var rest = await Peers(cluster).List(PeerOrder.Address, descending: false, 4);
        Assert.Equal(("1 2 3", 3, 1), (Names(rest.Peers), rest.Total, rest.SilentGateways));
        Assert.Single(await Peers(cluster).GetLoads());
    }

    [Fact]
    public async Task A_gateway_dials_and_all_gateways_end_connections()
    {
        await using var cluster = await Start();
        Assert.Equal("seed.example.org:8333", await Peers(cluster).Connect("seed.example.org", 8333));
        Assert.Equal(1, await Peers(cluster).Disconnect("10.0.0.2:1"));
        Assert.Equal(0, await Peers(cluster).Disconnect("10.0.0.2:1"));
        Assert.Equal(2, (await Peers(cluster).List(PeerOrder.Age, descending: false, 3)).Total);
    }

    private static async Task<ChainCluster> Start(short silos = 1)
    {
        var cluster = await ChainCluster.Start(count: silos);
        cluster.Peers.Listed.AddRange(Three);
        return cluster;
    }

    private static IPeersGrain Peers(ChainCluster cluster) => cluster.Grains.GetGrain<IPeersGrain>(0);

    private static IReputationGrain Reputation(ChainCluster cluster, string address) =>
        cluster.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(address));

    /// <summary>The last numbers of their addresses.</summary>
    private static string Names(IEnumerable<PeerView> peers) => string.Join(' ', peers.Select(peer => peer.Address.Split(':')[0].Split('.')[3]));
}
