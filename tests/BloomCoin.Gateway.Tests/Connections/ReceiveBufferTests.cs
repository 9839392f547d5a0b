using BloomCoin.Gateway.Connections;
using CsCheck;

namespace BloomCoin.Gateway.Tests.Connections;

public sealed class ReceiveBufferTests
{
    /// <summary>Frames of 17 bytes to 700 KiB, and the pieces in which their bytes arrive.</summary>
    private static readonly Gen<(int[] Frames, int[] Pieces)> Traffic = Gen.Select(
        Gen.Frequency((5, Gen.Int[17, 400]), (2, Gen.Int[401, 70_000]), (1, Gen.Int[70_001, 700_000])).Array[1, 12],
        Gen.Frequency((3, Gen.Int[1, 300]), (1, Gen.Int[301, 200_000])).Array[1, 20]);

    [Fact]   // wire-protocol 1: a frame means the same however it is cut
    public void Frames_come_out_whole_and_in_order_however_their_bytes_arrive() => Traffic.Sample(traffic =>
    {
        using var buffer = new ReceiveBuffer();
        Drive(buffer, traffic.Frames, traffic.Pieces, _ => { });
        Assert.True(buffer.IsEmpty);
        Assert.Equal(0, buffer.Received.Length);
    }, iter: 200, threads: 1);

    [Fact]   // wire-protocol 2: a length that is only announced costs nothing
    public void No_more_than_256_KiB_are_rented_ahead_of_the_bytes_that_came() => Traffic.Sample(traffic =>
    {
        using var buffer = new ReceiveBuffer();
        var most = 0;
        Drive(buffer, traffic.Frames, traffic.Pieces, received =>
        {
            most = Math.Max(most, received);

            // The pool rounds up to a power of two, which is less than twice as much.
            Assert.InRange(buffer.Capacity, ReceiveBuffer.Least, 2 * (most + ReceiveBuffer.Ahead));
        });
    }, iter: 200, threads: 1);

    [Fact]   // wire-protocol 2
    public void A_frame_of_32_MiB_that_is_only_announced_rents_256_KiB()
    {
        using var buffer = new ReceiveBuffer();
        Assert.InRange(buffer.Room(32 << 20).Length, ReceiveBuffer.Least, 2 * ReceiveBuffer.Ahead);
    }

    [Fact]   // an idle connection holds no buffer
    public void Nothing_is_rented_before_the_first_byte_and_after_the_return()
    {
        var buffer = new ReceiveBuffer();
        Assert.Equal(0, buffer.Capacity);
        buffer.Room(17);
        Assert.InRange(buffer.Capacity, ReceiveBuffer.Least, int.MaxValue);
        buffer.Dispose();
        Assert.Equal(0, buffer.Capacity);
        Assert.True(buffer.IsEmpty);
    }

    /// <summary>Receives frames in pieces, as a connection does: bytes count up, so that a lost or doubled one shows.</summary>
    private static void Drive(ReceiveBuffer buffer, int[] frames, int[] pieces, Action<int> afterRoom)
    {
        var total = frames.Sum();
        var (arrived, consumed, frame) = (0, 0, 0);
        for (var piece = 0; arrived < total; piece++)
        {
            var room = buffer.Room(frames[frame]);
            Assert.False(room.IsEmpty);
            afterRoom(buffer.Received.Length);
            var count = Math.Min(Math.Min(room.Length, pieces[piece % pieces.Length]), total - arrived);
            for (var index = 0; index < count; index++) room.Span[index] = (byte)((arrived + index) % 251);
            buffer.Filled(count);
            arrived += count;

            while (frame < frames.Length && buffer.Received.Length >= frames[frame])
            {
                for (var index = 0; index < frames[frame]; index++)
                {
                    if (buffer.Received[index] != (byte)((consumed + index) % 251)) Assert.Fail($"byte {consumed + index} is another one");
                }

                buffer.Consume(frames[frame]);
                consumed += frames[frame++];
            }
        }

        Assert.Equal(total, consumed);
    }
}
