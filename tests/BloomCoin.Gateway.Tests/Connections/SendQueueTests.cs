using System.Buffers;
using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>wire-protocol 6: at most 4 MiB wait for one peer, or the one frame that is larger.</summary>
public sealed class SendQueueTests
{
    private const int Mebibyte = 1 << 20;

    private readonly SendQueue _queue = new(Wire.Magic, new FakeTimeProvider());

    [Fact]
    public void Frames_wait_up_to_4_MiB_and_not_one_byte_more()
    {
        for (var count = 0; count < 3; count++) Assert.True(AddFrameOf(Mebibyte));
        Assert.True(AddFrameOf(Mebibyte));
        Assert.Equal(SendQueue.MaxBytes, _queue.Queued);
        Assert.False(_queue.TryAdd(default(VerackMessage)));

        Take(_queue, Mebibyte);
        Assert.True(_queue.TryAdd(default(VerackMessage)));
    }

    [Fact]   // the one frame that is larger: a block near its cap
    public void A_frame_of_any_size_is_taken_when_little_waits_and_4_MiB_may_wait_beside_it()
    {
        Assert.True(AddFrameOf(SendQueue.LowWater - 1));
        Assert.True(AddFrameOf(32 * Mebibyte));
        Assert.False(AddFrameOf(32 * Mebibyte));
        for (var count = 0; count < 3; count++) Assert.True(AddFrameOf(Mebibyte));
        Assert.False(AddFrameOf(Mebibyte));
        Assert.True(_queue.TryAdd(new PongMessage(1)));
    }

    [Fact]
    public void A_large_frame_is_refused_while_much_waits()
    {
        Assert.True(AddFrameOf(SendQueue.LowWater));
        Assert.False(AddFrameOf(SendQueue.MaxBytes));
    }

    [Fact]   // the allowance goes with the frame
    public void After_the_large_frame_is_sent_4_MiB_are_the_bound_again()
    {
        Assert.True(AddFrameOf(32 * Mebibyte));
        Take(_queue, 32 * Mebibyte);
        for (var count = 0; count < 4; count++) Assert.True(AddFrameOf(Mebibyte));
        Assert.False(_queue.TryAdd(default(VerackMessage)));
    }

    [Fact]
    public async Task A_long_answer_waits_for_room_until_less_than_the_low_water_is_left()
    {
        await _queue.WaitForRoom(TestContext.Current.CancellationToken);
        Assert.True(AddFrameOf(SendQueue.LowWater + 10));
        var room = _queue.WaitForRoom(TestContext.Current.CancellationToken);
        Take(_queue, 10);
        Assert.False(room.IsCompleted);
        Take(_queue, 1);
        await room.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Closing_ends_every_wait_and_takes_nothing_more()
    {
        Assert.True(AddFrameOf(Mebibyte));
        var room = _queue.WaitForRoom(TestContext.Current.CancellationToken);
        _queue.Close();
        _queue.Close();
        await room.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.True(_queue.TryAdd(new PingMessage(1)));
        Assert.Equal(Mebibyte, _queue.Queued);
        Assert.False(_queue.TryPeek(Mebibyte, out _));
        await _queue.Wait();   // and the loop is not left waiting
    }

    [Fact]   // wire-protocol 1: frames back to back, in the order in which they were queued
    public void What_is_drained_is_what_was_queued() => Gen.ULong.Array[1, 500].Sample(nonces =>
    {
        var queue = new SendQueue(Wire.Magic, new FakeTimeProvider());
        foreach (var nonce in nonces) Assert.True(queue.TryAdd(new PingMessage(nonce)));
        Assert.Equal(nonces.Length * Wire.Ping(0).Length, queue.Queued);
        Assert.Equal(nonces.SelectMany(Wire.Ping), Take(queue, (int)queue.Queued));
        Assert.Equal(0, queue.Queued);
    }, iter: 100);

    [Fact]   // the bound holds whatever is queued and sent
    public void The_bound_holds_over_any_traffic() => Gen.Int[1, 6 * Mebibyte].Array[1, 30].Sample(steps =>
    {
        var queue = new SendQueue(Wire.Magic, new FakeTimeProvider());
        var largest = 0;
        foreach (var step in steps)
        {
            var length = Math.Max(step, FrameHeader.Size + BlockMessage.MinLength);
            if (step % 3 == 0) Take(queue, (int)Math.Min(step, queue.Queued));
            else if (queue.TryAdd(new BlockMessage(new byte[length - FrameHeader.Size]))) largest = Math.Max(largest, length);
            Assert.InRange(queue.Queued, 0, SendQueue.MaxBytes + (largest > SendQueue.MaxBytes - SendQueue.LowWater ? largest : 0));
        }
    }, iter: 30);

    /// <summary>What a socket does that takes so many bytes.</summary>
    internal static byte[] Take(SendQueue queue, int bytes)
    {
        var taken = new ArrayBufferWriter<byte>();
        while (taken.WrittenCount < bytes)
        {
            Assert.True(queue.TryPeek(bytes - taken.WrittenCount, out var piece));
            taken.Write(piece.Bytes.Span);
            queue.Sent(piece.Lane, piece.Bytes.Length);
        }

        return taken.WrittenSpan.ToArray();
    }

    private bool AddFrameOf(int bytes) => _queue.TryAdd(new BlockMessage(new byte[bytes - FrameHeader.Size]));
}
