using System.Buffers;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>The frame's bytes, written by hand from wire-protocol 1; the checksums are sha256sum's.</summary>
public sealed class FrameLayoutTests
{
    private const string VerackFrame = "424c4300 02 00000000 00000000e3b0c442";
    private const string PingFrame = "424c4300 42 00000008 00000000a6bb133c 000000000000002a";
    private const string DevnetPingFrame = "424c4301 42 00000008 00000000a6bb133c 000000000000002a";

    [Fact]   // wire-protocol 1: magic, type, length, the checksum's first 4 bytes widened to 8
    public void An_empty_message_is_seventeen_bytes() =>
        Assert.Equal(Hex.Bytes(VerackFrame), Written(NetworkMagic.Mainnet, default(VerackMessage)));

    [Fact]   // wire-protocol 1: the payload follows at 17
    public void A_payload_follows_the_header() =>
        Assert.Equal(Hex.Bytes(PingFrame), Written(NetworkMagic.Mainnet, new PingMessage(42)));

    [Fact]   // architecture: devnet is a network of its own, magic 42 4C 43 01
    public void The_devnet_differs_in_the_fourth_byte_of_its_magic() =>
        Assert.Equal(Hex.Bytes(DevnetPingFrame), Written(NetworkMagic.Devnet, new PingMessage(42)));

    [Fact]   // wire-protocol 4: a PHASE takes 151 bytes on the wire
    public void A_phase_frame_is_151_bytes() => Assert.Equal(151, Samples.Frame(MessageType.Phase).Length);

    [Fact]   // wire-protocol 1
    public void The_header_reads_its_fields_at_their_offsets()
    {
        Assert.True(FrameHeader.TryRead(Hex.Bytes("01020304 30 05060708 090a0b0c0d0e0f10"), out var header));
        Assert.Equal(new FrameHeader(new NetworkMagic(0x01020304), MessageType.Phase, 0x05060708, 0x090A0B0C0D0E0F10), header);
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 1
    public void Every_type_is_framed_and_read_back(MessageType type)
    {
        var bytes = Samples.Frame(type);
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(bytes, NetworkMagic.Mainnet, out var frame, out var violation));
        Assert.Equal(ProtocolViolation.None, violation);
        Assert.Equal(type, frame.Type);
        Assert.Equal(bytes.Length, frame.Length);
        Assert.Equal(Samples.Payload(type), frame.Payload.ToArray());
    }

    private static byte[] Written<TMessage>(NetworkMagic magic, TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, magic, message);
        return output.WrittenSpan.ToArray();
    }
}
