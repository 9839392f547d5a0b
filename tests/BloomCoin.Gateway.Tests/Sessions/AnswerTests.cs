using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>wire-protocol 5: what a peer asks for, byte for byte the reference chain's.</summary>
public sealed class AnswerTests(ReferenceGateway gateway)
{
    private readonly GatewayCluster _gateway = gateway.Cluster;

    [Theory, InlineData(0), InlineData(1), InlineData(ulong.MaxValue)]   // wire-protocol 2
    public async Task A_PING_is_answered_with_its_own_nonce(ulong nonce)
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.ExpectAnswerToPing(nonce);
    }

    [Fact]   // wire-protocol 2: a PONG is answered by nothing
    public async Task A_PONG_that_nobody_waits_for_is_let_go()
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.Pong(12));
        await peer.ExpectAnswerToPing();
    }

    [Theory]   // wire-protocol 5: from the height asked, at most as many as asked
    [InlineData(0u, 1u)]
    [InlineData(0u, 2000u)]
    [InlineData(1234u, 10u)]
    [InlineData(1999u, 1u)]
    [InlineData(1999u, 2u)]
    [InlineData(1500u, 1000u)]
    [InlineData(2000u, 1u)]
    [InlineData(2400u, 2000u)]
    [InlineData(2500u, 1u)]
    [InlineData(2500u, 2000u)]
    [InlineData(501u, 2000u)]
    public async Task GET_HEADERS_is_answered_with_the_headers_of_the_best_chain(uint start, uint count)
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.GetHeaders(start, count));
        var expected = Wire.Headers(start, ReferenceChain.Headers((int)start, (int)count));
        Assert.Equal(expected[FrameHeader.Size..], await peer.Expect(MessageType.Headers));
    }

    [Theory]   // wire-protocol 5: beyond the tip there are none, and that is said
    [InlineData(2501u)]
    [InlineData(4000u)]
    [InlineData(2147483647u)]
    [InlineData(2147483648u)]
    [InlineData(4294967295u)]
    public async Task GET_HEADERS_beyond_the_tip_is_answered_with_none(uint start)
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.GetHeaders(start, 2000));
        Assert.Equal(Wire.Headers(start, [])[FrameHeader.Size..], await peer.Expect(MessageType.Headers));
    }

    [Fact]   // wire-protocol 5
    public async Task Answers_come_in_the_order_of_the_requests()
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.GetHeaders(0, 2000), Wire.GetBlocks(ReferenceChain.Hash(7)), Wire.GetHeaders(2500, 1));
        Assert.Equal(Wire.Headers(0, ReferenceChain.Headers(0, 2000))[FrameHeader.Size..], await peer.Expect(MessageType.Headers));
        Assert.Equal(ReferenceChain.Block(7), await peer.Expect(MessageType.Block));
        Assert.Equal(Wire.Headers(2500, ReferenceChain.Headers(2500, 1))[FrameHeader.Size..], await peer.Expect(MessageType.Headers));
    }

    [Fact]   // wire-protocol 5: one BLOCK per known hash, in the order asked, then NOT_FOUND for the rest
    public async Task GET_BLOCKS_is_answered_in_the_order_asked_and_then_with_NOT_FOUND_for_the_rest()
    {
        int[] heights = [2500, 3, 3, 0, 1999, 2000, 1];
        byte[] unknown = [.. Enumerable.Repeat((byte)1, 32)], other = [.. Enumerable.Repeat((byte)2, 32)];
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.GetBlocks([.. unknown, .. ReferenceChain.Hashes(heights), .. other, .. ReferenceChain.Hash(5), .. unknown]));

        foreach (var height in heights) Assert.Equal(ReferenceChain.Block(height), await peer.Expect(MessageType.Block));
        Assert.Equal(ReferenceChain.Block(5), await peer.Expect(MessageType.Block));
        Assert.Equal(Wire.NotFound([.. unknown, .. other, .. unknown])[FrameHeader.Size..], await peer.Expect(MessageType.NotFound));
    }

    [Fact]   // wire-protocol 5
    public async Task GET_BLOCKS_of_500_hashes_is_answered_with_500_blocks_and_no_NOT_FOUND()
    {
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.GetBlocks(ReferenceChain.Hashes(Enumerable.Range(1750, 500))));
        for (var height = 1750; height < 2250; height++) Assert.Equal(ReferenceChain.Block(height), await peer.Expect(MessageType.Block));
        await peer.ExpectAnswerToPing();
    }

    [Fact]   // wire-protocol 5
    public async Task GET_BLOCKS_of_nothing_known_is_answered_with_NOT_FOUND_alone()
    {
        var unknown = Enumerable.Range(0, 500 * 32).Select(index => (byte)(index / 32)).ToArray();
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.GetBlocks(unknown));
        Assert.Equal(Wire.NotFound(unknown)[FrameHeader.Size..], await peer.Expect(MessageType.NotFound));
    }

    [Fact]   // wire-protocol 5: NOT_FOUND for the rest, which is all while nothing is held
    public async Task GET_TX_of_nothing_held_is_answered_with_NOT_FOUND_alone()
    {
        byte[] ids = [.. Enumerable.Repeat((byte)9, 32), .. Enumerable.Repeat((byte)8, 32)];
        using var peer = await ScriptedPeer.Establish(_gateway.EndPoint);
        await peer.Send(Wire.Frame(new GetTxMessage(new HashList(ids))));
        Assert.Equal([(byte)MessageType.Tx, 0, 2, .. ids], await peer.Expect(MessageType.NotFound));
    }
}
