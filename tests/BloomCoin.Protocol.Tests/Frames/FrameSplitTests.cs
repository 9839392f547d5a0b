using CsCheck;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>anchors 4: a frame split at every byte, and many in one segment, end in the same result.</summary>
public sealed class FrameSplitTests
{
    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // anchors 4
    public void Every_proper_prefix_of_a_frame_is_incomplete(MessageType type)
    {
        var frame = Samples.Frame(type);
        for (var arrived = 0; arrived < frame.Length; arrived++)
        {
            var status = FrameReader.TryRead(frame.AsSpan(..arrived), NetworkMagic.Mainnet, out var seen, out var violation);
            Assert.Equal(FrameStatus.Incomplete, status);
            Assert.Equal(ProtocolViolation.None, violation);
            Assert.Equal(arrived < FrameHeader.Size ? FrameHeader.Size : frame.Length, seen.Length);
        }
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // anchors 4
    public void What_follows_a_frame_does_not_matter(MessageType type)
    {
        var frame = Samples.Frame(type);
        byte[] received = [.. frame, .. "what ever"u8];
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(received, NetworkMagic.Mainnet, out var seen, out _));
        Assert.Equal(frame.Length, seen.Length);
        Assert.Equal(Samples.Payload(type), seen.Payload.ToArray());
    }

    [Fact]   // anchors 4: whatever the segments, the same frames come out, in order
    public void Any_segmentation_of_a_stream_yields_the_same_frames()
    {
        var types = Enum.GetValues<MessageType>().Where(type => type != MessageType.None).ToArray();
        byte[] skipped = [.. Hex.Bytes("424c4300 7f 00000005 0000000000000000"), 1, 2, 3, 4, 5];
        byte[] stream = [.. types.SelectMany(Samples.Frame), .. skipped, .. Samples.Frame(MessageType.Pong)];
        MessageType[] expected = [.. types, (MessageType)0x7F, MessageType.Pong];

        Gen.Int[1, 300].Array[1, 200].Sample(segments => Assert.Equal(expected, Receive(stream, segments)), iter: 500);
    }

    // A receive loop in small: a contiguous buffer that grows by segments and is consumed from the front.
    private static List<MessageType> Receive(byte[] stream, int[] segments)
    {
        List<MessageType> types = [];
        var (start, end, discard) = (0, 0, 0);
        for (var turn = 0; end < stream.Length; turn++)
        {
            end = Math.Min(stream.Length, end + segments[turn % segments.Length]);
            while (true)
            {
                var dropped = Math.Min(discard, end - start);
                (start, discard) = (start + dropped, discard - dropped);
                var status = FrameReader.TryRead(stream.AsSpan(start, end - start), NetworkMagic.Mainnet, out var frame, out _);
                if (status == FrameStatus.Incomplete) break;

                Assert.NotEqual(FrameStatus.Violation, status);
                types.Add(frame.Type);
                if (status == FrameStatus.Skip) discard = frame.Length;
                else start += frame.Length;
            }
        }

        Assert.Equal((stream.Length, 0), (start, discard));
        return types;
    }
}
