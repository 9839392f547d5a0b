using System.Diagnostics;
using System.Globalization;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>p2p-anchors, what only a cluster can do: bans and budgets are one over all gateways, over real sockets.</summary>
public sealed class OneNodeOverTwoGatewaysTests : IAsyncLifetime
{
    private const string Stranger = "127.9.0.1";

    private static GatewayOptions Options => new() { Listen = "127.0.0.1:0", Diversity = new DiversityOptions { ExemptLoopback = false } };

    private GatewayCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GatewayCluster.Start(Options, Options);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]   // scenario 24: a ban reaches every gateway, with the connections that are there and those to come
    public async Task A_ban_for_what_was_done_at_one_gateway_closes_and_refuses_at_the_other()
    {
        await using var honest = await HonestWitness.Connect(_cluster.Gateways[1].EndPoint.Port, from: "127.8.0.1");
        using var there = await _cluster.Gateways[1].Establish(Stranger);
        for (var violation = 0; violation < 3; violation++) await Violate();
        var start = Stopwatch.GetTimestamp();
        await Violate();
        await there.ExpectClose();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"closed at the other gateway {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms after the violation began"));
        Assert.Equal(DisconnectReason.Banned, await _cluster.Events.EndOf(there.Key));

        using var again = await ScriptedPeer.Connect(_cluster.Gateways[1].EndPoint, from: Stranger);
        await again.SendInVain(Wire.Version());
        Assert.False(await again.IsAnswered());
    }

    [Theory]   // scenario 23: processed at most one budget, whatever the number of gateways
    [InlineData(MessageType.Ping, 100)]
    [InlineData(MessageType.GetAddr, 100)]
    [InlineData(MessageType.Mempool, 100)]
    [InlineData(MessageType.Phase, 60)]
    [InlineData(MessageType.Tx, 100)]
    public async Task An_address_that_floods_both_gateways_spends_one_budget(MessageType type, int perMinute)
    {
        await using var honest = await HonestWitness.Connect(_cluster.Gateways[0].EndPoint.Port, from: "127.8.0.1");
        using var first = await ScriptedPeer.Establish(_cluster.Gateways[0].EndPoint, from: Stranger);
        using var second = await ScriptedPeer.Establish(_cluster.Gateways[1].EndPoint, from: Stranger);
        var (start, message) = (Stopwatch.GetTimestamp(), Wire.Sample(type));
        await Task.WhenAll(Flood(first), Flood(second));
        await GatewayCluster.Until(() => Task.FromResult(_cluster.Gateways.All(IsHeard)), "not everything was read");

        var (reputation, spent) = (_cluster.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(Stranger)), 0L);
        await GatewayCluster.Until(() => Task.FromResult((spent = _cluster.Gateways.Sum(gateway => gateway.SpentBy(Stranger, type))) > 0), "nothing was taken");
        Assert.InRange(spent, 1, perMinute * (1 + Stopwatch.GetElapsedTime(start).TotalMinutes));
        await GatewayCluster.Until(async () => (await reputation.GetReputation()).Score < 1, "rate_limited was not counted");

        // Three times the limit would end the connection.
        Task Flood(ScriptedPeer peer) => peer.Send([.. Enumerable.Repeat(message, perMinute * 5 / 2)]);

        bool IsHeard(ClusterGateway gateway) =>
            Assert.Single(gateway.Sessions.All, session => session.Account == Stranger).Connection.BytesReceived > perMinute * 2 * message.Length;
    }

    private async Task Violate()
    {
        using var peer = await ScriptedPeer.Establish(_cluster.Gateways[0].EndPoint, from: Stranger);
        await peer.SendInVain([1, 2, 3, 4]);   // no magic
        await peer.ExpectClose();
    }
}
