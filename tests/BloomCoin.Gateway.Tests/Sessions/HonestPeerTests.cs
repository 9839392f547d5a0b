using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>
/// p2p-anchors, scenarios 1, 4, 5, 10 and 11, each with an honest second peer of the same gateway, whose PINGs are answered throughout, and
/// after each step of the test's clock.
/// </summary>
public sealed class HonestPeerTests : IAsyncLifetime
{
    private readonly SessionContext _gateway = new(pingsPerMinute: 0);
    private HonestWitness _honest = null!;

    public async ValueTask InitializeAsync() => _honest = await SessionPair.Witness(_gateway);

    public async ValueTask DisposeAsync()
    {
        await _honest.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]   // 1: from the header alone, at most 256 KiB allocated
    public async Task A_length_over_the_cap()
    {
        foreach (var type in Enum.GetValues<MessageType>().Where(type => type is not (MessageType.None or MessageType.Version)))
        {
            await using var hostile = await SessionPair.Establish(_gateway);
            MessageCaps.TryGet(type, out var cap);
            await hostile.Peer.Send(Wire.Header(type, (uint)cap + 1));
            Assert.InRange(hostile.Connection.BufferedCapacity, 0, ReceiveBuffer.Ahead);
            await ExpectEnd(hostile, DisconnectReason.ProtocolViolation);
            await _honest.ExpectAnswer();
        }
    }

    [Fact]   // 4: the same result however a stream is cut
    public async Task A_stream_that_is_cut_at_every_byte_and_one_of_many_frames()
    {
        await using var other = await SessionPair.Establish(_gateway);
        var stream = (byte[])[.. Wire.Ping(1), .. Wire.GetHeaders(5000, 1), .. Wire.Ping(2)];
        for (var cut = 1; cut < stream.Length; cut++)
        {
            await other.Peer.Send(stream[..cut]);
            await _honest.ExpectAnswer();
            await other.Peer.Send(stream[cut..]);
            MessageType[] answers = [(await other.Peer.Next()).Type, (await other.Peer.Next()).Type, (await other.Peer.Next()).Type];
            Assert.Equal([MessageType.Headers, MessageType.Pong, MessageType.Pong], answers.Order());
            _gateway.Time.Advance(TimeSpan.FromSeconds(1));   // GET_HEADERS has a limit
        }

        await other.Peer.Send([.. Enumerable.Range(0, 1000).Select(nonce => Wire.Ping((ulong)nonce))]);
        await _honest.ExpectAnswer();
        for (var nonce = 0; nonce < 1000; nonce++) await other.Peer.Expect(MessageType.Pong);
    }

    [Theory]   // 5: gone at 10 s
    [InlineData(0, false)]   // says nothing
    [InlineData(int.MaxValue, true)]   // VERSION, and never VERACK
    [InlineData(1, false)]   // a byte a second
    public async Task A_handshake_that_does_not_end(int bytesASecond, bool isAnswered)
    {
        await using var hostile = await SessionPair.Open(_gateway);
        ReadOnlyMemory<byte> version = Wire.Version();
        for (var second = 0; second < 10; second++)
        {
            Assert.True(hostile.Connection.IsOpen);
            var piece = version[..Math.Min(bytesASecond, version.Length)];
            version = version[piece.Length..];
            if (piece.Length > 0) await hostile.Peer.Send(piece.ToArray());
            await _honest.ExpectAnswer();
            hostile.Pass(1);
        }

        if (isAnswered)   // what a VERSION is answered with, and not a byte more
        {
            await hostile.Peer.Expect(MessageType.Version);
            await hostile.Peer.Expect(MessageType.Verack);
        }

        Assert.False(await hostile.Peer.IsAnswered());
        Assert.Equal(DisconnectReason.HandshakeTimeout, (await hostile.Ended).Reason);
        await _honest.ExpectAnswer();
    }

    [Theory]   // 10: a deadline of 30 s inside a message, whatever drips
    [InlineData(MessageType.Block, 100_000)]
    [InlineData(MessageType.Mempool, 1_602)]
    [InlineData((MessageType)0x7F, 100_000)]
    public async Task A_slow_loris_inside_a_message(MessageType type, uint length)
    {
        await using var hostile = await SessionPair.Establish(_gateway);
        await hostile.Peer.Send(Wire.Header(type, length));
        for (var second = 0; second < 30; second++)
        {
            Assert.True(hostile.Connection.IsOpen);
            var received = hostile.Connection.BytesReceived;
            await hostile.Peer.Send([0]);
            await GatewayCluster.Until(() => Task.FromResult(hostile.Connection.BytesReceived > received), "a byte did not arrive");
            await _honest.ExpectAnswer();
            hostile.Pass(1);
        }

        await ExpectEnd(hostile, DisconnectReason.MessageTimeout);
        await _honest.ExpectAnswer();
    }

    [Fact]   // 11: its queue's cap, then dropped; the others unaffected
    public async Task A_peer_that_never_reads()
    {
        await using var hostile = await SessionPair.Establish(_gateway);
        var transaction = new byte[TxMessage.MaxLength];
        for (var sent = 0; hostile.Connection.IsOpen; sent++)
        {
            Assert.InRange(sent, 0, 1000);   // what the two kernels hold, and 4 MiB
            hostile.Session.Send(new TxMessage(transaction));
            Assert.InRange(hostile.Connection.Unsent, 0, SendQueue.MaxBytes);
            if (sent % 10 == 0) await _honest.ExpectAnswer();
        }

        Assert.Equal(DisconnectReason.SlowReader, (await hostile.Ended).Reason);
        await _honest.ExpectAnswer();
    }

    private static async Task ExpectEnd(SessionPair pair, DisconnectReason reason)
    {
        await pair.Peer.ExpectClose();
        Assert.Equal(reason, (await pair.Ended).Reason);
    }
}
