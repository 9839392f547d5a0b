using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>wire-protocol 3 and 6: what a peer must do in time, by a clock that the test moves.</summary>
public sealed class DeadlineTests
{
    [Fact]   // wire-protocol 3, rule 3: handshake_timeout
    public async Task A_handshake_that_is_not_complete_after_10_s_ends()
    {
        await using var pair = await SessionPair.Open();
        pair.Pass(9.9);
        Assert.True(pair.Connection.IsOpen);
        pair.Pass(0.1);
        await ExpectEnd(pair, DisconnectReason.HandshakeTimeout);
    }

    [Fact]   // wire-protocol 3, rule 3: half a handshake is none
    public async Task A_VERSION_without_a_VERACK_does_not_stop_the_clock()
    {
        await using var pair = await SessionPair.Open();
        await pair.Peer.Send(Wire.Version());
        await pair.Peer.Expect(MessageType.Version);
        pair.Pass(10);
        await ExpectEnd(pair, DisconnectReason.HandshakeTimeout);
    }

    [Theory]   // wire-protocol 6, message_timeout; a skipped message is a message too
    [InlineData(MessageType.Addr, 30_002)]
    [InlineData((MessageType)0x7F, 30_002)]
    public async Task A_message_that_drips_in_for_30_s_ends_the_connection(MessageType type, uint length)
    {
        await using var pair = await SessionPair.Establish();
        await pair.Peer.Send(Wire.Header(type, length));
        await UntilArriving(pair);
        for (var second = 0; second < 29; second++)
        {
            await Drip(pair);
            pair.Pass(1);
        }

        Assert.True(pair.Connection.IsOpen);
        await Drip(pair);
        pair.Pass(1);
        await ExpectEnd(pair, DisconnectReason.MessageTimeout);
    }

    [Fact]   // wire-protocol 6: half a header drips too
    public async Task A_header_that_is_never_whole_ends_the_connection()
    {
        await using var pair = await SessionPair.Establish();
        await pair.Peer.Send([0x42]);
        await UntilArriving(pair);
        pair.Pass(30);
        await ExpectEnd(pair, DisconnectReason.MessageTimeout);
    }

    [Fact]   // wire-protocol 6: each message has its own 30 s
    public async Task A_stream_of_whole_messages_may_take_as_long_as_it_likes()
    {
        await using var pair = await SessionPair.Establish();
        for (var minute = 0; minute < 10; minute++)
        {
            var ping = Wire.Ping((ulong)minute);
            await pair.Peer.Send(ping[..20]);
            await UntilArriving(pair);
            pair.Pass(29);
            await pair.Peer.Send(ping[20..]);
            await pair.Peer.Expect(MessageType.Pong);
            pair.Pass(29);
        }

        Assert.True(pair.Connection.IsOpen);
    }

    [Fact]   // wire-protocol 6, message_timeout
    public async Task Headers_owed_for_30_s_end_the_connection()
    {
        await using var pair = await SessionPair.Establish();
        var asked = pair.Session.HeaderRequests.Ask(1, 10);
        await pair.Peer.Expect(MessageType.GetHeaders);
        pair.Pass(29.9);
        await pair.Peer.ExpectAnswerToPing();
        Assert.True(pair.Connection.IsOpen);
        pair.Pass(0.1);
        await ExpectEnd(pair, DisconnectReason.MessageTimeout);
        await Assert.ThrowsAsync<PeerUnavailableException>(() => asked);
    }

    [Fact]   // wire-protocol 6: without progress, and each block is progress
    public async Task Blocks_may_take_30_s_each()
    {
        await using var pair = await SessionPair.Establish();
        var asked = pair.Session.BlockRequests.Ask(new BlockRequest(ReferenceChain.Hashes(1, 2, 3), 1 << 20));
        await pair.Peer.Expect(MessageType.GetBlocks);
        for (var height = 1; height <= 2; height++)
        {
            pair.Pass(29);
            await pair.Peer.Send(Wire.Block(ReferenceChain.Block(height)));
            await pair.Peer.ExpectAnswerToPing();
        }

        pair.Pass(29.9);
        Assert.True(pair.Connection.IsOpen);
        pair.Pass(0.1);
        await ExpectEnd(pair, DisconnectReason.MessageTimeout);
        Assert.Equal(ReferenceChain.Batch(1, 2).Blob, (await asked).Blob);
    }

    [Fact]   // wire-protocol 6: 90 s without any message after a PING
    public async Task A_peer_silent_for_60_s_is_pinged_and_one_silent_for_90_s_more_is_given_up()
    {
        await using var pair = await SessionPair.Establish();
        pair.Pass(59.9);
        Assert.Null(pair.Session.Keepalive.RoundTrip);
        pair.Pass(0.1);
        await pair.Peer.Expect(MessageType.Ping);
        pair.Pass(89.9);
        Assert.True(pair.Connection.IsOpen);
        pair.Pass(0.1);
        await ExpectEnd(pair, DisconnectReason.KeepaliveTimeout);
    }

    [Fact]   // wire-protocol 2: the PING's own nonce
    public async Task A_PONG_with_the_right_nonce_answers_the_PING_and_measures_it()
    {
        await using var pair = await SessionPair.Establish();
        for (var round = 0; round < 3; round++)
        {
            pair.Pass(60);
            var nonce = await pair.Peer.Expect(MessageType.Ping);
            pair.Time.Advance(TimeSpan.FromSeconds(2));
            await pair.Peer.Send(Wire.Frame(MessageType.Pong, [.. nonce.Select(part => (byte)~part)]), Wire.Frame(MessageType.Pong, nonce));
            await pair.Peer.ExpectAnswerToPing();
            Assert.Equal(TimeSpan.FromSeconds(2), pair.Session.Keepalive.RoundTrip);
        }
    }

    [Fact]   // wire-protocol 6: any message is a sign of life
    public async Task A_peer_that_does_not_answer_the_PING_but_sends_something_else_is_kept()
    {
        await using var pair = await SessionPair.Establish();
        pair.Pass(60);
        await pair.Peer.Expect(MessageType.Ping);
        for (var round = 0; round < 5; round++)
        {
            pair.Pass(89);
            await pair.Peer.ExpectAnswerToPing();
        }

        Assert.True(pair.Connection.IsOpen);
    }

    [Fact]   // wire-protocol 5: 20 GET_BLOCKS at once, then one every 3 s
    public async Task The_21st_request_for_blocks_within_a_minute_waits_3_s()
    {
        await using var pair = await SessionPair.Establish();
        var request = new BlockRequest(ReferenceChain.Hash(1), 1 << 20);
        var asked = new List<Task>();
        for (var count = 0; count < 21; count++) asked.Add(pair.Session.BlockRequests.Ask(request));
        for (var count = 0; count < 20; count++) await pair.Peer.Expect(MessageType.GetBlocks);
        await pair.Peer.ExpectAnswerToPing();

        pair.Time.Advance(TimeSpan.FromSeconds(3));
        await pair.Peer.Expect(MessageType.GetBlocks);
        for (var count = 0; count < 21; count++) await pair.Peer.Send(Wire.Block(ReferenceChain.Block(1)));
        await Task.WhenAll(asked).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private static Task UntilArriving(SessionPair pair) =>
        GatewayCluster.Until(() => Task.FromResult(pair.Connection.FrameAge is not null), "no message is arriving");

    private static async Task Drip(SessionPair pair)
    {
        var received = pair.Connection.BytesReceived;
        await pair.Peer.Send([0]);
        await GatewayCluster.Until(() => Task.FromResult(pair.Connection.BytesReceived == received + 1), "a byte did not arrive");
    }

    private static async Task ExpectEnd(SessionPair pair, DisconnectReason reason)
    {
        await pair.Peer.ExpectClose();
        Assert.Equal(reason, (await pair.Ended).Reason);
    }
}
