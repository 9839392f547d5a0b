using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>wire-protocol 5: a new tip goes to every peer.</summary>
public sealed class AnnouncementTests
{
    [Fact]   // wire-protocol 5: HEADERS sent unasked announces new blocks
    public async Task A_new_tip_is_announced_to_every_established_peer_and_claimed_by_the_next_VERSION()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        using var first = await ScriptedPeer.Establish(gateway.EndPoint);
        using var second = await ScriptedPeer.Establish(gateway.EndPoint);
        await first.ExpectAnswerToPing();
        await second.ExpectAnswerToPing();

        await gateway.Append(11, 1);
        var announcement = Wire.Headers(11, ReferenceChain.Headers(11, 1))[FrameHeader.Size..];
        foreach (var peer in new[] { first, second })
        {
            var (type, payload) = await peer.Next();
            Assert.Equal(type == MessageType.Block ? ReferenceChain.Block(11) : announcement, payload);
        }

        using var third = await ScriptedPeer.Connect(gateway.EndPoint);
        await third.Send(Wire.Version());
        Assert.True(VersionMessage.TryRead(await third.Expect(MessageType.Version), out var version, out _));
        Assert.Equal(11u, version.StartHeight);
    }

    [Fact]   // wire-protocol 5: a peer that is ahead is asked for what it announced
    public async Task An_announcement_beyond_the_tip_starts_a_sync_from_that_peer()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        using var peer = await ScriptedPeer.Connect(gateway.EndPoint);
        await peer.Send(Wire.Version(services: NodeServices.Blocks, startHeight: 10));
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        await peer.Send(Wire.Verack(), Wire.Headers(11, ReferenceChain.Headers(11, 2)));

        Assert.True(GetHeadersMessage.TryRead(await peer.Expect(MessageType.GetHeaders), out var asked, out _));
        await peer.Send(Wire.Headers(asked.StartHeight, ReferenceChain.Headers((int)asked.StartHeight, 13 - (int)asked.StartHeight)));
        Assert.Equal(Wire.GetBlocks(ReferenceChain.Hashes(11, 12))[FrameHeader.Size..], await peer.Expect(MessageType.GetBlocks));
        await peer.Send(Wire.Block(ReferenceChain.Block(11)), Wire.Block(ReferenceChain.Block(12)));
        await GatewayCluster.Until(async () => (await gateway.Chain.GetTip()).Height == 12, "the announced blocks were not taken in");
    }

    [Fact]   // a block that is not above our tip may end a heavier chain
    public async Task What_a_peer_announced_last_is_named_whatever_its_height()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        using var peer = await ScriptedPeer.Establish(gateway.EndPoint);
        await peer.Send(Wire.Headers(4, ReferenceChain.Headers(4, 2)));
        await peer.ExpectAnswerToPing();
        var session = Assert.Single(gateway.Sessions.AllEstablished);
        Assert.Equal((new Hash256(ReferenceChain.Hashes(5, 5)), 5u), (session.Announced!.Value, session.ClaimedHeight));
    }
}
