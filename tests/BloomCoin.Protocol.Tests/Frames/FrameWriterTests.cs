using System.Buffers;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>The ways to write a frame agree, and a batch has no form of its own.</summary>
public sealed class FrameWriterTests
{
    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]
    public void An_encoded_payload_makes_the_same_frame_as_its_message(MessageType type)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, NetworkMagic.Mainnet, type, Samples.Payload(type));
        Assert.Equal(Samples.Frame(type), output.WrittenSpan.ToArray());
    }

    [Fact]   // wire-protocol 1: a batch is frames written back to back; it has no type of its own
    public void A_batch_is_frames_back_to_back()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, NetworkMagic.Mainnet, new PingMessage(42));
        FrameWriter.Write(output, NetworkMagic.Mainnet, default(VerackMessage));
        byte[] expected = [.. Codec.All[MessageType.Ping].Reframe(Hex.Bytes("000000000000002a")), .. Samples.Frame(MessageType.Verack)];
        Assert.Equal(expected, output.WrittenSpan.ToArray());
    }

    [Fact]   // a sender may gather header and payload instead of copying a block
    public void A_header_made_alone_is_the_frames_header()
    {
        var payload = Samples.Payload(MessageType.Block);
        var header = new byte[FrameHeader.Size];
        FrameHeader.For(NetworkMagic.Mainnet, MessageType.Block, payload).Write(header);
        Assert.Equal(Samples.Frame(MessageType.Block)[..FrameHeader.Size], header);
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 2: every receiver would refuse it
    public void A_payload_over_its_cap_is_never_framed(MessageType type)
    {
        MessageCaps.TryGet(type, out var cap);
        var output = new ArrayBufferWriter<byte>();
        Assert.Throws<ArgumentException>(() => FrameWriter.Write(output, NetworkMagic.Mainnet, type, new byte[cap + 1]));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]   // the output's free memory is larger than the frame and not clean
    public void Bytes_behind_the_frame_are_left_alone()
    {
        var output = Hex.Filled(0xCC, 64);
        var length = FrameWriter.Write(output, NetworkMagic.Mainnet, new PingMessage(42));
        Assert.Equal(25, length);
        Assert.All(output[length..], octet => Assert.Equal(0xCC, octet));
    }
}
