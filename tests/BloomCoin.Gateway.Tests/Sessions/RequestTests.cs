using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>wire-protocol 5: what the gateway asks a peer for on behalf of a grain.</summary>
public sealed class RequestTests(ReferenceGateway gateway)
{
    private const int Plenty = 8 << 20;

    private readonly GatewayCluster _gateway = gateway.Cluster;

    [Fact]   // wire-protocol 5
    public async Task Headers_are_asked_for_and_handed_to_the_grain()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var asked = grain.RequestHeaders(5, 100);
        Assert.Equal(Wire.GetHeaders(5, 100)[FrameHeader.Size..], await peer.Expect(MessageType.GetHeaders));
        await peer.Send(Wire.Headers(5, ReferenceChain.Headers(5, 100)));
        var answer = await asked;
        Assert.Equal((5, 100), (answer.Start, answer.Count));
        Assert.Equal(ReferenceChain.Headers(5, 100), answer.Blob.ToArray());
    }

    [Fact]   // wire-protocol 2: a count of 0 says that there are none
    public async Task No_headers_are_an_answer()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var asked = grain.RequestHeaders(7, 10);
        await peer.Expect(MessageType.GetHeaders);
        await peer.Send(Wire.Headers(7, []));
        Assert.Equal(0, (await asked).Count);
    }

    [Fact]   // wire-protocol 5: at most as many as asked
    public async Task More_headers_than_were_asked_for_end_the_connection()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var asked = grain.RequestHeaders(5, 10);
        await peer.Expect(MessageType.GetHeaders);
        await peer.Send(Wire.Headers(5, ReferenceChain.Headers(5, 11)));
        await Assert.ThrowsAsync<PeerUnavailableException>(() => asked);
        await ExpectEnd(peer, DisconnectReason.ProtocolViolation);
    }

    [Fact]   // wire-protocol 5: an announcement may cross the request
    public async Task An_announcement_from_the_height_asked_is_an_answer_and_the_late_answer_is_let_go()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var asked = grain.RequestHeaders(5, 100);
        await peer.Expect(MessageType.GetHeaders);
        await peer.Send(Wire.Headers(5, ReferenceChain.Headers(5, 1)), Wire.Headers(5, ReferenceChain.Headers(5, 20)));
        Assert.Equal(1, (await asked).Count);
        await peer.ExpectAnswerToPing();
    }

    [Fact]   // wire-protocol 5: the late answer may come after the next request went out
    public async Task A_late_answer_is_let_go_even_when_something_else_is_asked_by_then()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var first = grain.RequestHeaders(5, 100);
        await peer.Expect(MessageType.GetHeaders);
        await peer.Send(Wire.Headers(5, ReferenceChain.Headers(5, 1)));
        await first;

        var second = grain.RequestHeaders(6, 100);
        await peer.Expect(MessageType.GetHeaders);
        await peer.Send(Wire.Headers(5, ReferenceChain.Headers(5, 20)), Wire.Headers(6, ReferenceChain.Headers(6, 19)));
        Assert.Equal(ReferenceChain.Headers(6, 19), (await second).Blob.ToArray());
    }

    [Fact]   // wire-protocol 5: near its tip a peer's whole answer is as short as an announcement
    public async Task A_short_answer_does_not_swallow_the_answer_to_the_same_question_asked_again()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        for (var time = 0; time < 3; time++)
        {
            var asked = grain.RequestHeaders(5, 100);
            await peer.Expect(MessageType.GetHeaders);
            await peer.Send(Wire.Headers(5, ReferenceChain.Headers(5, 2)));
            await peer.ExpectAnswerToPing();
            Assert.Equal(2, (await asked.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).Count);
        }
    }

    [Fact]   // wire-protocol 5: a block is matched by its hash
    public async Task Blocks_are_asked_for_and_handed_to_the_grain()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var asked = grain.RequestBlocks(Request(1, 2, 3));
        Assert.Equal(Wire.GetBlocks(ReferenceChain.Hashes(1, 2, 3))[FrameHeader.Size..], await peer.Expect(MessageType.GetBlocks));
        await peer.Send(Wire.Block(ReferenceChain.Block(1)), Wire.Block(ReferenceChain.Block(2)), Wire.Block(ReferenceChain.Block(3)));
        Assert.Equal(ReferenceChain.Batch(1, 3).Blob, (await asked).Blob);
    }

    [Fact]   // wire-protocol 5: NOT_FOUND for the rest
    public async Task NOT_FOUND_completes_an_answer()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var some = grain.RequestBlocks(Request(1, 2));
        await peer.Expect(MessageType.GetBlocks);
        await peer.Send(Wire.Block(ReferenceChain.Block(1)), Wire.NotFound(ReferenceChain.Hash(2)));
        Assert.Equal(ReferenceChain.Batch(1, 1).Blob, (await some).Blob);

        var none = grain.RequestBlocks(Request(3, 4));
        await peer.Expect(MessageType.GetBlocks);
        await peer.Send(Wire.NotFound(ReferenceChain.Hashes(3, 4)));
        Assert.Empty((await none).Blob);
    }

    [Fact]   // a block in another order, or of two requests at once, still finds its own
    public async Task Two_requests_are_answered_each_with_its_own_blocks()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var first = grain.RequestBlocks(Request(1, 2));
        await peer.Expect(MessageType.GetBlocks);
        var second = grain.RequestBlocks(Request(3));
        await peer.Expect(MessageType.GetBlocks);
        await peer.Send(Wire.Block(ReferenceChain.Block(3)), Wire.Block(ReferenceChain.Block(1)), Wire.Block(ReferenceChain.Block(2)));
        Assert.Equal(ReferenceChain.Batch(3, 1).Blob, (await second).Blob.ToArray());
        Assert.Equal(ReferenceChain.Batch(1, 2).Blob, (await first).Blob);
    }

    [Fact]   // past the bytes asked for, the rest is asked for again
    public async Task An_answer_is_complete_when_enough_bytes_have_come()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        var asked = grain.RequestBlocks(BlockRequest.For([new(ReferenceChain.Hash(1)), new(ReferenceChain.Hash(2))], maxBytes: 1));
        await peer.Expect(MessageType.GetBlocks);
        await peer.Send(Wire.Block(ReferenceChain.Block(1)), Wire.Block(ReferenceChain.Block(2)));
        Assert.Equal(ReferenceChain.Batch(1, 1).Blob, (await asked).Blob);
        await peer.ExpectAnswerToPing();
    }

    [Fact]   // wire-protocol 6: what came counts, the rest goes to another peer
    public async Task A_connection_lost_in_the_middle_of_an_answer_gives_what_came()
    {
        var (peer, grain) = await _gateway.Establish();
        var asked = grain.RequestBlocks(Request(1, 2, 3));
        await peer.Expect(MessageType.GetBlocks);
        await peer.Send(Wire.Block(ReferenceChain.Block(1)));
        await peer.ExpectAnswerToPing();
        peer.Dispose();
        Assert.Equal(ReferenceChain.Batch(1, 1).Blob, (await asked).Blob);
    }

    [Fact]
    public async Task A_connection_lost_before_anything_came_makes_the_peer_unavailable()
    {
        var (peer, grain) = await _gateway.Establish();
        var blocks = grain.RequestBlocks(Request(1));
        await peer.Expect(MessageType.GetBlocks);
        var headers = grain.RequestHeaders(1, 1);
        await peer.Expect(MessageType.GetHeaders);
        peer.Dispose();
        await Assert.ThrowsAsync<PeerUnavailableException>(() => blocks);
        await Assert.ThrowsAsync<PeerUnavailableException>(() => headers);

        await GatewayCluster.Until(async () => (await grain.GetState()).Connection is null, "the loss is not reported");
        await Assert.ThrowsAsync<PeerUnavailableException>(() => grain.RequestHeaders(1, 1));
    }

    [Theory, InlineData(1), InlineData(8)]   // wire-protocol 5: 1 to 8 headers announce new blocks
    public async Task One_to_eight_headers_unasked_are_an_announcement(int count)
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.Headers(100, ReferenceChain.Headers(100, count)));
        await peer.ExpectAnswerToPing();
    }

    [Theory, InlineData(0), InlineData(9), InlineData(2000)]   // wire-protocol 5
    public async Task Any_other_number_of_headers_unasked_ends_the_connection(int count)
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.SendInVain(Wire.Headers(100, ReferenceChain.Headers(100, count)));
        await ExpectEnd(peer, DisconnectReason.ProtocolViolation);
    }

    [Fact]   // wire-protocol 7: a grain that found a fault ends the connection over it
    public async Task A_grain_can_end_a_connection()
    {
        var (peer, grain) = await _gateway.Establish();
        using var _ = peer;
        await grain.Disconnect(PeerFault.InvalidBlock, "a test found it so");
        await ExpectEnd(peer, DisconnectReason.InvalidBlock);
    }

    private static BlockRequest Request(params int[] heights) => new(ReferenceChain.Hashes(heights), Plenty);

    private async Task ExpectEnd(ScriptedPeer peer, DisconnectReason reason)
    {
        await peer.ExpectClose();
        Assert.Equal(reason, await _gateway.Events.EndOf(peer.Key));
    }
}
