using System.Buffers;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>PONG, BLOCK and HEADERS are not held back by bulk; a lane changes only between frames, and within one the order is kept.</summary>
public sealed class SendLaneTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SendQueue _queue;

    public SendLaneTests() => _queue = new SendQueue(Wire.Magic, _time);

    public static TheoryData<MessageType> Types => [.. Enum.GetValues<MessageType>().Except([MessageType.None, MessageType.NotFound])];

    [Theory, MemberData(nameof(Types))]   // wire-protocol 2: each type once; who adds one must say where it waits
    public void Every_type_but_NOT_FOUND_has_a_lane(MessageType type) => Assert.True(Enum.IsDefined(SendLanes.Of(type)));

    [Theory]
    [InlineData(MessageType.Block, SendLane.Chain)]
    [InlineData(MessageType.Tx, SendLane.Bulk)]
    public void NOT_FOUND_waits_behind_what_was_found(MessageType asked, object lane) =>
        Assert.Equal(lane, SendLanes.Of(new NotFoundMessage(asked, new HashList(new byte[32]))));

    [Theory]
    [InlineData(MessageType.None)]
    [InlineData((MessageType)0x7F)]
    public void What_is_no_message_has_none(MessageType type) => Assert.Throws<ArgumentOutOfRangeException>(() => SendLanes.Of(type));

    [Fact]
    public void A_PONG_goes_before_blocks_and_blocks_go_before_transactions()
    {
        AddTx(1000);
        AddBlock(1000);
        Assert.True(_queue.TryAdd(new PongMessage(1)));
        Assert.Equal([MessageType.Pong, MessageType.Block, MessageType.Tx], TypesOf(SendQueueTests.Take(_queue, (int)_queue.Queued)));
    }

    [Fact]   // wire-protocol 1: frames back to back, none within another
    public void A_frame_that_has_begun_ends_before_another_lane_goes_on()
    {
        AddTx(50_000);
        var begun = SendQueueTests.Take(_queue, 100);
        Assert.True(_queue.TryAdd(new PongMessage(1)));
        Assert.True(_queue.TryPeek(100, out var piece));
        Assert.Equal((SendLane.Bulk, SendLane.Control), (piece.Lane, piece.Rank));
        Assert.Equal([MessageType.Tx, MessageType.Pong], TypesOf([.. begun, .. SendQueueTests.Take(_queue, (int)_queue.Queued)]));
    }

    [Fact]
    public void A_piece_ends_with_a_frame_where_a_frame_fits()
    {
        for (var count = 0; count < 10; count++) AddTx(1000);
        Assert.True(_queue.TryPeek(4096, out var piece));
        Assert.Equal(4 * (1000 + FrameHeader.Size), piece.Bytes.Length);
        Assert.True(_queue.TryPeek(500, out piece));
        Assert.Equal(500, piece.Bytes.Length);
    }

    [Fact]   // a peer that syncs for hours gets its phases too
    public void Behind_blocks_without_end_a_transaction_waits_for_64_KiB_of_them()
    {
        AddTx(100);
        var ahead = 0;
        while (true)
        {
            if (_queue.Queued < SendQueue.LowWater) AddBlock(10_000);
            Assert.True(_queue.TryPeek(16 * 1024, out var piece));
            if (piece.Lane == SendLane.Bulk) break;
            ahead += piece.Bytes.Length;
            _queue.Sent(piece.Lane, piece.Bytes.Length);
        }

        Assert.InRange(ahead, 64 * 1024, 80 * 1024);
    }

    [Fact]   // order within a lane, whole frames, nothing lost, whatever the socket takes at a time
    public void Whatever_the_socket_takes_each_lane_arrives_whole_and_in_order() =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[1, 40_000]).Array[1, 60], Gen.Int[1, 70_000].Array[1, 40]).Sample((adds, takes) =>
        {
            var queue = new SendQueue(Wire.Magic, _time);
            var sent = new ArrayBufferWriter<byte>();
            var (expected, next) = (new List<byte[]>[] { [], [], [] }, 0);
            foreach (var (lane, length) in adds)
            {
                var frame = FrameOf(lane, length, (byte)expected[lane].Count);
                expected[lane].Add(frame);
                Assert.True(Add(queue, lane, frame[FrameHeader.Size..]));
                var most = takes[next++ % takes.Length];
                if (next % 3 == 0) sent.Write(SendQueueTests.Take(queue, (int)Math.Min(queue.Queued, most)));
            }

            sent.Write(SendQueueTests.Take(queue, (int)queue.Queued));
            var frames = Frames(sent.WrittenMemory);
            for (var lane = 0; lane < 3; lane++)
            {
                Assert.Equal(expected[lane], frames.Where(frame => (int)SendLanes.Of((MessageType)frame[4]) == lane));
            }
        }, iter: 100);

    [Fact]   // wire-protocol 6: the bound is one over all lanes
    public void All_lanes_together_hold_4_MiB()
    {
        for (var count = 0; count < 30; count++) AddTx(100_000);
        AddBlock((int)(SendQueue.MaxBytes - _queue.Queued) - FrameHeader.Size);
        Assert.False(_queue.TryAdd(new PongMessage(1)));
    }

    [Fact]   // up to 100 frames
    public async Task What_gathers_while_a_receive_is_handled_goes_after_100_frames()
    {
        _queue.Hold();
        var waiting = _queue.Wait().AsTask();
        for (var nonce = 1ul; nonce < SendQueue.MostHeld; nonce++) Assert.True(_queue.TryAdd(new PongMessage(nonce)));
        Assert.False(_queue.TryPeek(1 << 20, out _));
        Assert.True(_queue.TryAdd(new PongMessage(0)));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(_queue.TryPeek(1 << 20, out var piece));
        Assert.Equal(SendQueue.MostHeld, TypesOf(piece.Bytes.ToArray()).Length);
    }

    [Fact]   // or 100 ms
    public async Task What_gathers_goes_with_the_first_frame_after_100_ms()
    {
        _queue.Hold();
        var waiting = _queue.Wait().AsTask();
        Assert.True(_queue.TryAdd(new PongMessage(1)));
        _time.Advance(SendQueue.LongestHeld);
        Assert.True(_queue.TryAdd(new PongMessage(2)));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_gathers_goes_when_the_receive_is_handled()
    {
        _queue.Hold();
        var waiting = _queue.Wait().AsTask();
        Assert.True(_queue.TryAdd(new PongMessage(1)));
        Assert.False(_queue.TryPeek(1 << 20, out _));
        _queue.Release();
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(_queue.TryPeek(1 << 20, out _));
    }

    private void AddTx(int length) => Assert.True(_queue.TryAdd(new TxMessage(new byte[length])));

    private void AddBlock(int length) => Assert.True(_queue.TryAdd(new BlockMessage(new byte[length])));

    private static byte[] FrameOf(int lane, int length, byte fill) => lane switch
    {
        0 => Wire.Ping(fill),
        1 => Wire.Block(Filled(BlockMessage.MinLength + length, fill)),
        _ => Wire.Frame(new TxMessage(Filled(100 + length, fill))),
    };

    private static bool Add(SendQueue queue, int lane, byte[] payload) => lane switch
    {
        0 => queue.TryAdd(new PingMessage(payload[^1])),
        1 => queue.TryAdd(new BlockMessage(payload)),
        _ => queue.TryAdd(new TxMessage(payload)),
    };

    private static byte[] Filled(int length, byte fill)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(fill);
        return bytes;
    }

    private static MessageType[] TypesOf(byte[] sent) => [.. Frames(sent).Select(frame => (MessageType)frame[4])];

    private static List<byte[]> Frames(ReadOnlyMemory<byte> sent)
    {
        var frames = new List<byte[]>();
        while (FrameReader.TryRead(sent.Span, Wire.Magic, out var frame, out _) == FrameStatus.Complete)
        {
            frames.Add(sent[..frame.Length].ToArray());
            sent = sent[frame.Length..];
        }

        Assert.Equal(0, sent.Length);
        return frames;
    }
}
