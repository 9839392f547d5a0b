using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>wire-protocol 3, seen by a peer that the gateway was told to connect to.</summary>
public sealed class OutboundHandshakeTests
{
    [Fact]   // wire-protocol 3, rule 1; each loss is followed by another attempt
    public async Task The_gateway_says_VERSION_at_once_and_comes_back_after_every_loss()
    {
        using var listener = new ScriptedListener();
        await using var gateway = await GatewayCluster.Start(connect: [listener.EndPoint]);

        using (var first = await listener.Accept()) await Establish(first, Wire.Version(), Wire.Verack());
        using (var second = await listener.Accept()) await second.Expect(MessageType.Version);
    }

    [Fact]   // wire-protocol 3, rule 1: either order is accepted
    public async Task The_accepting_side_may_say_VERACK_before_its_VERSION()
    {
        using var listener = new ScriptedListener();
        await using var gateway = await GatewayCluster.Start(connect: [listener.EndPoint]);
        using var peer = await listener.Accept();
        await Establish(peer, Wire.Verack(), Wire.Version());
    }

    [Fact]   // wire-protocol 3, rule 4: a connection to oneself
    public async Task A_gateway_that_dials_itself_hangs_up()
    {
        var own = PortReservation.FreeEndPoint();
        await using var gateway = await GatewayCluster.Start(connect: [own], listen: own);
        await gateway.Events.FirstToEnd(DisconnectReason.SelfConnection);
        Assert.Empty(gateway.Sessions.AllEstablished);
    }

    private static async Task Establish(ScriptedPeer peer, params byte[][] answers)
    {
        await peer.Expect(MessageType.Version);
        await peer.Send(answers);
        await peer.Expect(MessageType.Verack);
        await peer.Expect(MessageType.GetAddr);
        await peer.ExpectAnswerToPing();
    }
}
