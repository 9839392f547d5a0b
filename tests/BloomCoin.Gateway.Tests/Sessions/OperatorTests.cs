using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>What an operator sees of a gateway's connections, and does with them.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private GatewayCluster _gateway = null!;

    private IPeersGrain Peers => _gateway.Grains.GetGrain<IPeersGrain>(0);

    public async ValueTask InitializeAsync() => _gateway = await GatewayCluster.Start();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task An_established_peer_is_listed_with_what_is_known_of_it()
    {
        using var peer = await _gateway.Gateways[0].Establish("127.1.0.1");
        using var stranger = await ScriptedPeer.Connect(_gateway.EndPoint);   // it says nothing, so it is no peer yet

        var list = await Peers.List(PeerOrder.Age, descending: false, IPeersGrain.Limit);
        Assert.Equal((1, 0), (list.Total, list.SilentGateways));
        var view = Assert.Single(list.Peers);
        Assert.Equal((PeerAddress.Display(peer.Key), false, "/scripted:1/"), (view.Address, view.Outbound, view.UserAgent));
        Assert.Equal(((uint)VersionMessage.CurrentVersion, 1.0), (view.Version, view.Score));
        Assert.Null(view.Coherence);
        Assert.True(view.BytesReceived > 0 && view.BytesSent > 0 && view.Age >= TimeSpan.Zero && view.Gateway.Length > 0, view.ToString());
    }

    [Fact]
    public async Task The_connection_of_a_port_is_ended_alone_and_those_of_an_address_together()
    {
        using var one = await _gateway.Gateways[0].Establish("127.1.0.1");
        using var two = await _gateway.Gateways[0].Establish("127.1.0.1");
        using var three = await _gateway.Gateways[0].Establish("127.1.0.1");
        using var other = await _gateway.Gateways[0].Establish("127.2.0.1");

        Assert.Equal(1, await Peers.Disconnect(PeerAddress.Display(one.Key)));
        await one.ExpectClose();
        Assert.Equal(DisconnectReason.Requested, await _gateway.Events.EndOf(one.Key));
        await two.ExpectAnswerToPing();

        Assert.Equal(2, await Peers.Disconnect("127.1.0.1"));
        await two.ExpectClose();
        await three.ExpectClose();
        Assert.Equal(DisconnectReason.Requested, await _gateway.Events.EndOf(two.Key));
        await other.ExpectAnswerToPing();

        using var again = await _gateway.Gateways[0].Establish("127.1.0.1");   // it is not banned
        Assert.Equal(0, await Peers.Disconnect("127.3.0.1"));
    }

    [Fact]
    public async Task A_peer_that_is_dialled_is_connected_when_its_handshake_is_complete()
    {
        using var listener = new ScriptedListener();
        var target = IPEndPoint.Parse(listener.EndPoint);
        var connecting = Peers.Connect("127.0.0.1", target.Port);
        using var peer = await listener.AcceptAndEstablish();

        Assert.Equal(listener.EndPoint, await connecting);
        var view = Assert.Single((await Peers.List(PeerOrder.Age, descending: false, 10)).Peers);
        Assert.Equal((listener.EndPoint, true), (view.Address, view.Outbound));
    }

    [Fact]
    public async Task Where_nobody_listens_dialling_fails_and_says_so()
    {
        var dead = IPEndPoint.Parse(PortReservation.FreeEndPoint());
        var failure = await Assert.ThrowsAsync<PeerUnavailableException>(() => Peers.Connect("127.0.0.1", dead.Port));
        Assert.StartsWith($"{dead} does not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hangs_up_in_the_handshake_is_not_connected_to()
    {
        using var listener = new ScriptedListener();
        var connecting = Peers.Connect("127.0.0.1", IPEndPoint.Parse(listener.EndPoint).Port);
        using (await listener.Accept())
        {
        }

        var failure = await Assert.ThrowsAsync<PeerUnavailableException>(() => connecting);
        Assert.Contains("the handshake fails", failure.Message, StringComparison.Ordinal);
    }
}
