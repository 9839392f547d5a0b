using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>PONG, BLOCK and HEADERS are not held back by bulk, also for a peer that reads slowly.</summary>
public sealed class OvertakingTests(ReferenceGateway gateway)
{
    private readonly GatewayCluster _gateway = gateway.Cluster;

    [Fact]   // what waits is in our queue and not in the kernel's
    public async Task A_PONG_and_a_block_overtake_megabytes_that_the_peer_has_not_read()
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint, receiveBuffer: 4096);
        await _gateway.GrainOf(peer);
        var session = _gateway.Sessions.AllEstablished.Single(session => session.Key == peer.Key);
        for (var count = 0; count < 30; count++) session.Send(new TxMessage(new byte[100_000]));
        await GatewayCluster.Until(() => Task.FromResult(session.Connection.SendAge is not null), "the socket takes everything");

        var unsent = session.Connection.Unsent;
        session.Send(new BlockMessage(ReferenceChain.Block(1)));
        await peer.Send(Wire.Ping(1));
        var before = new List<MessageType>();
        while (!before.Contains(MessageType.Pong) || !before.Contains(MessageType.Block)) before.Add((await peer.Next()).Type);
        TestContext.Current.TestOutputHelper?.WriteLine($"{before.Count - 2} transactions came before PONG and BLOCK, {unsent} bytes waited");
        if (OperatingSystem.IsLinux()) Assert.InRange(before.Count, 2, 15);
    }
}
