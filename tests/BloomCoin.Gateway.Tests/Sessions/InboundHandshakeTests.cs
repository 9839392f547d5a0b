using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>wire-protocol 3, seen by a peer that connects. p2p-anchors, scenarios 6 to 9.</summary>
public sealed class InboundHandshakeTests(ReferenceGateway gateway) : BesideAWitness(gateway)
{
    public static TheoryData<MessageType> TypesOutOfTurn =>
        [.. Enum.GetValues<MessageType>().Where(type => type is not (MessageType.None or MessageType.Version or MessageType.Verack))];

    [Fact]   // wire-protocol 3, rules 1 and 5
    public async Task A_VERSION_is_answered_with_VERSION_then_VERACK()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        await peer.Send(Wire.Version());

        var payload = await peer.Expect(MessageType.Version);
        Assert.True(VersionMessage.TryRead(payload, out var version, out _));
        Assert.Equal(1u, version.Version);
        Assert.Equal(NodeServices.Blocks | NodeServices.Phases | NodeServices.Mempool, version.Services);
        Assert.Equal((uint)ReferenceChain.Height, version.StartHeight);
        Assert.Matches(@"^/BloomCoin\.Orleans:\d+\.\d+\.\d+/$", version.PrintableUserAgent());
        Assert.Equal(peer.Key, "peer:" + version.Receiver);
        Assert.Empty(await peer.Expect(MessageType.Verack));
    }

    [Fact]   // wire-protocol 3, rule 2
    public async Task A_VERACK_after_the_VERSION_establishes_the_connection()
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        await peer.ExpectAnswerToPing();
        var state = await (await Gateway.GrainOf(peer)).GetState();
        Assert.Equal("/scripted:1/", state.UserAgent);
        Assert.False(state.Connection!.Outbound);
    }

    [Fact]   // wire-protocol 3, rule 2: the gateway reads both, in whatever segments they come
    public async Task VERSION_and_VERACK_in_one_segment_establish_the_connection()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        await peer.Send(Wire.Version(), Wire.Verack(), Wire.Ping(5));
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        Assert.Equal(Wire.Ping(5)[17..], await peer.Expect(MessageType.Pong));
    }

    [Fact]   // wire-protocol 3: bytes after start_height belong to a later version
    public async Task A_VERSION_with_bytes_after_its_fields_is_accepted()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        await peer.Send(Wire.Frame(MessageType.Version, [.. Wire.Version()[17..], 1, 2, 3]));
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
    }

    [Fact]   // wire-protocol 3, rule 4
    public async Task Version_0_is_refused()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        await peer.Send(Wire.Version(version: 0));
        await ExpectEnd(peer, DisconnectReason.VersionTooOld);
    }

    [Fact]   // wire-protocol 3, rule 4
    public async Task A_second_VERSION_is_refused_before_and_after_the_handshake()
    {
        using var early = await ScriptedPeer.Connect(Gateway.EndPoint);
        await early.Send(Wire.Version(), Wire.Version());
        await ExpectEnd(early, DisconnectReason.ProtocolViolation);

        using var late = await ScriptedPeer.Establish(Gateway.EndPoint);
        await late.Send(Wire.Version());
        await ExpectEnd(late, DisconnectReason.ProtocolViolation);
    }

    [Fact]   // wire-protocol 3, rule 4
    public async Task A_second_VERACK_is_refused()
    {
        using var peer = await ScriptedPeer.Establish(Gateway.EndPoint);
        await peer.Send(Wire.Verack());
        await ExpectEnd(peer, DisconnectReason.ProtocolViolation);
    }

    [Fact]   // wire-protocol 3, rule 4
    public async Task A_VERACK_before_any_VERSION_is_refused()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        await peer.Send(Wire.Verack());
        await ExpectEnd(peer, DisconnectReason.ProtocolViolation);
    }

    [Theory, MemberData(nameof(TypesOutOfTurn))]   // wire-protocol 3, rule 4
    public async Task Any_other_message_before_the_handshake_is_complete_is_refused(MessageType type)
    {
        using var first = await ScriptedPeer.Connect(Gateway.EndPoint);
        await first.Send(Wire.Sample(type));
        await ExpectEnd(first, DisconnectReason.ProtocolViolation);

        using var second = await ScriptedPeer.Connect(Gateway.EndPoint);
        await second.Send(Wire.Version(), Wire.Sample(type));
        await ExpectEnd(second, DisconnectReason.ProtocolViolation);
    }

    [Fact]   // wire-protocol 3, rule 4: from the header alone
    public async Task A_block_announced_before_the_handshake_is_refused_before_its_payload()
    {
        using var peer = await ScriptedPeer.Connect(Gateway.EndPoint);
        await peer.Send(Wire.Header(MessageType.Block, 32 << 20));
        await ExpectEnd(peer, DisconnectReason.ProtocolViolation);
    }

    [Fact]   // wire-protocol 3, rule 4: a connection to oneself; the dialler is shown whom it dialled (p2p-anchors, scenario 6)
    public async Task The_nonce_of_this_node_is_answered_with_our_VERSION_and_refused()
    {
        ulong nonce;
        using (var listener = await ScriptedPeer.Connect(Gateway.EndPoint))
        {
            await listener.Send(Wire.Version());
            Assert.True(VersionMessage.TryRead(await listener.Expect(MessageType.Version), out var version, out _));
            nonce = version.Nonce;
        }

        using var self = await ScriptedPeer.Connect(Gateway.EndPoint);
        var key = self.Key;
        await self.Send(Wire.Version(nonce: nonce));
        Assert.True(VersionMessage.TryRead(await self.Expect(MessageType.Version), out var ours, out _));
        Assert.Equal(nonce, ours.Nonce);
        await self.ExpectClose();
        self.Dispose();
        Assert.Equal(DisconnectReason.SelfConnection, await Gateway.Events.EndOf(key));
    }

    private async Task ExpectEnd(ScriptedPeer peer, DisconnectReason reason)
    {
        await peer.ExpectClose();
        Assert.Equal(reason, await Gateway.Events.EndOf(peer.Key));
    }
}
