using System.Buffers;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>The frame's bytes, written by hand from the page.</summary>
public sealed class FrameLayoutTests
{
    // sha256sum of no bytes opens with e3 b0 c4 42.
    private const string VerackFrame = "424c4300 02 00000000 00000000e3b0c442";

    [Fact]   // wire-protocol 1: magic, type, length, the checksum's first 4 bytes widened to 8
    public void An_empty_message_is_seventeen_bytes()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, NetworkMagic.Mainnet, default(VerackMessage));
        Assert.Equal(Hex.Bytes(VerackFrame), output.WrittenSpan.ToArray());
    }

    [Fact]   // wire-protocol 1
    public void A_written_frame_is_read_back()
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, NetworkMagic.Devnet, new PingMessage(42));
        Assert.Equal(FrameStatus.Complete, FrameReader.TryRead(output.WrittenSpan, NetworkMagic.Devnet, out var frame, out _));
        Assert.Equal(MessageType.Ping, frame.Type);
        Assert.True(PingMessage.TryRead(frame.Payload, out var ping, out _));
        Assert.Equal(42UL, ping.Nonce);
    }
}
