using BloomCoin.Chain;
using BloomCoin.Gateway.Propagation;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Propagation;

/// <summary>wire-protocol 5: a new block goes as BLOCK to fanout peers and as HEADERS to all others. Scenarios 20 and 21.</summary>
public sealed class PropagationTests
{
    [Theory, InlineData(1), InlineData(3), InlineData(6)]   // Bloom:Gossip:Fanout
    public async Task A_new_block_goes_whole_to_fanout_peers_and_as_a_header_to_the_others(int fanout)
    {
        await using var gateway = await GatewayCluster.Start(height: 10, fanout: fanout);
        var peers = await Establish(gateway, 8);

        await gateway.Append(11, 1);
        await ExpectNews(peers, 11, fanout);
    }

    [Fact]
    public async Task A_block_that_nobody_asked_for_is_taken_near_the_tip_and_passed_on_but_not_back()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        var peers = await Establish(gateway, 8);

        await peers[0].Send(Wire.Block(ReferenceChain.Block(11)));
        await ExpectNews(peers[1..], 11, fanout: 3);
        Assert.Equal(11, (await gateway.Chain.GetTip()).Height);

        await peers[0].ExpectAnswerToPing();   // and nothing before it: it is not told of its own block
    }

    [Fact]
    public async Task A_peer_that_announced_a_block_is_not_told_of_it()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        var peers = await Establish(gateway, 2);
        await peers[0].Send(Wire.Headers(11, ReferenceChain.Headers(11, 1)));
        await peers[0].ExpectAnswerToPing();

        await gateway.Append(11, 1);
        Assert.Equal(ReferenceChain.Block(11), await peers[1].Expect(MessageType.Block));
        await peers[0].ExpectAnswerToPing();
    }

    [Fact]
    public async Task Blocks_that_came_in_a_batch_are_announced_by_their_last_eight_headers()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        var peer = (await Establish(gateway, 1))[0];

        await gateway.Append(11, 100);
        Assert.Equal(Wire.Headers(103, ReferenceChain.Headers(103, 8))[FrameHeader.Size..], await peer.Expect(MessageType.Headers));
    }

    [Fact]   // wire-protocol 6: BLOCK unasked, 10 a minute and peer; one more would be dropped unread
    public async Task Blocks_that_come_faster_than_a_peer_takes_them_are_announced_by_their_headers()
    {
        var pushed = PushAllowance.PerMinute;
        await using var gateway = await GatewayCluster.Start(height: 10);
        var peer = (await Establish(gateway, 1))[0];
        for (var height = 11; height <= 10 + pushed + 3; height++)
        {
            await gateway.Append(height, 1);
            if (height <= 10 + pushed) Assert.Equal(ReferenceChain.Block(height), await peer.Expect(MessageType.Block));
            else Assert.Equal(Wire.Headers((uint)height, ReferenceChain.Headers(height, 1))[FrameHeader.Size..], await peer.Expect(MessageType.Headers));
        }
    }

    [Theory, InlineData(92), InlineData(100_000)]   // rule 1
    public async Task An_unasked_block_that_breaks_a_rule_ends_the_connection(int length)
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        var peer = (await Establish(gateway, 1))[0];

        await peer.SendInVain(Wire.Block(ReferenceChain.Block(11).AsSpan(0, BlockHeader.Length).ToArray().Concat(new byte[length]).ToArray()));
        await peer.ExpectClose();
        Assert.Equal(DisconnectReason.InvalidBlock, await gateway.Events.EndOf(peer.Key));

        // The hash is not to blame: the same block with its right body is taken.
        var honest = (await Establish(gateway, 1))[0];
        await honest.Send(Wire.Block(ReferenceChain.Block(11)));
        await GatewayCluster.Until(async () => (await gateway.Chain.GetTip()).Height == 11, "the good body was not taken in");
    }

    [Fact]   // blocks whose parent is unknown are asked for
    public async Task An_unasked_block_without_its_parent_has_its_sender_asked_for_headers_and_follows_when_its_parent_has_come()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        using var peer = await ScriptedPeer.Connect(gateway.EndPoint);
        await peer.Send(Wire.Version(services: NodeServices.Blocks, startHeight: 10));
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        await peer.Send(Wire.Verack(), Wire.Block(ReferenceChain.Block(13)));

        Assert.True(GetHeadersMessage.TryRead(await peer.Expect(MessageType.GetHeaders), out var asked, out _));
        await peer.Send(Wire.Headers(asked.StartHeight, ReferenceChain.Headers((int)asked.StartHeight, 14 - (int)asked.StartHeight)));
        await peer.Expect(MessageType.GetBlocks);

        // The third, which is here already, follows by itself.
        await peer.Send(Wire.Block(ReferenceChain.Block(11)), Wire.Block(ReferenceChain.Block(12)), Wire.NotFound(ReferenceChain.Hash(13)));
        await GatewayCluster.Until(async () => (await gateway.Chain.GetTip()).Height == 13, "the orphan was not connected");
    }

    [Fact]   // wire-protocol 6: BLOCK unasked, 10 a minute and peer
    public async Task What_is_over_the_limit_of_unasked_blocks_goes_by_unjudged()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        var peer = (await Establish(gateway, 1))[0];
        for (var i = 0; i < 10; i++) await peer.Send(Wire.Block(ReferenceChain.Block(1 + i)));

        // Bytes that are no block would end the connection if they were looked at.
        await peer.Send(Wire.Header(MessageType.Block, 1 << 20), new byte[1 << 20]);
        await peer.ExpectAnswerToPing();
    }

    private static async Task<ScriptedPeer[]> Establish(GatewayCluster gateway, int count)
    {
        var peers = new ScriptedPeer[count];
        for (var i = 0; i < count; i++)
        {
            peers[i] = await ScriptedPeer.Establish(gateway.EndPoint);
            await peers[i].ExpectAnswerToPing();
        }

        return peers;
    }

    private static async Task ExpectNews(IReadOnlyCollection<ScriptedPeer> peers, int height, int fanout)
    {
        var whole = 0;
        foreach (var peer in peers)
        {
            var (type, payload) = await peer.Next();
            if (type == MessageType.Block) whole++;
            Assert.Equal(
                type == MessageType.Block ? ReferenceChain.Block(height) : Wire.Headers((uint)height, ReferenceChain.Headers(height, 1))[FrameHeader.Size..],
                payload);
        }

        Assert.Equal(fanout, whole);
    }
}
