using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>wire-protocol 6: what one peer may cost.</summary>
public sealed class CapacityTests(ReferenceGateway gateway)
{
    private readonly GatewayCluster _gateway = gateway.Cluster;

    [Fact]   // wire-protocol 6, max_connections: the newcomer is refused, and there is room again when one leaves
    public async Task One_connection_more_than_allowed_is_refused_until_another_ends()
    {
        await using var small = await GatewayCluster.Start(maxConnections: 2);
        using var first = await ScriptedPeer.Establish(small.EndPoint);
        var second = await ScriptedPeer.Establish(small.EndPoint);
        await first.ExpectAnswerToPing();
        await second.ExpectAnswerToPing();

        using (var third = await ScriptedPeer.Connect(small.EndPoint)) await third.ExpectClose();
        await first.ExpectAnswerToPing();

        var key = second.Key;
        second.Dispose();
        await small.Events.EndOf(key);
        await GatewayCluster.Until(() => Admits(small), "no room although a peer left");
    }

    [Fact]   // wire-protocol 6: at most 4 MiB wait for one peer, and no other peer waits for it
    public async Task A_peer_that_asks_for_everything_and_never_reads_costs_4_MiB_at_most_and_nobody_else_waits()
    {
        using var greedy = await ScriptedPeer.Establish(_gateway.EndPoint, receiveBuffer: 4096);
        var request = Wire.GetBlocks(ReferenceChain.Hashes(Enumerable.Range(1, 500)));
        for (var count = 0; count < 40; count++) await greedy.Send(request, Wire.GetHeaders(0, 2000));

        var session = await Established(greedy);
        await GatewayCluster.Until(() => Task.FromResult(session.Connection.WaitForRoom() is { IsCompleted: false }), "nothing waits for the greedy peer");
        using var other = await ScriptedPeer.Establish(_gateway.EndPoint);
        for (var nonce = 0u; nonce < 50; nonce++)
        {
            await other.ExpectAnswerToPing(nonce);
            Assert.True(session.Connection.IsOpen);
            Assert.InRange(session.Connection.Unsent, 0, SendQueue.MaxBytes);
        }
    }

    [Fact]   // wire-protocol 6: a slow reader is disconnected
    public async Task A_peer_that_never_reads_small_answers_is_disconnected_at_4_MiB()
    {
        await using var unlimited = await GatewayCluster.StartUnlimited();
        using var greedy = await ScriptedPeer.Establish(unlimited.EndPoint, receiveBuffer: 4096);
        byte[] pings = [.. Enumerable.Range(0, 2000).SelectMany(nonce => Wire.Ping((ulong)nonce))];
        for (var count = 0; count < 500; count++) await greedy.SendInVain(pings);
        Assert.Equal(Peering.DisconnectReason.SlowReader, await unlimited.Events.EndOf(greedy.Key));
    }

    private async Task<Gateway.Sessions.PeerSession> Established(ScriptedPeer peer)
    {
        await _gateway.GrainOf(peer);
        return _gateway.Sessions.AllEstablished.Single(session => session.Key == peer.Key);
    }

    private static async Task<bool> Admits(GatewayCluster cluster)
    {
        using var peer = await ScriptedPeer.Connect(cluster.EndPoint);
        await peer.SendInVain(Wire.Version());
        return await peer.IsAnswered();
    }
}
