using System.Buffers.Binary;

namespace BloomCoin.Protocol.Tests.Frames;

/// <summary>What the reader refuses, and how early.</summary>
public sealed class FrameReaderTests
{
    private const byte LaterType = 0x7F;

    [Theory]   // anchors 2: wrong magic is seen at the first byte that differs
    [InlineData("43")]
    [InlineData("424d")]
    [InlineData("424c44")]
    [InlineData("424c4302")]
    [InlineData("474554202f20485454502f312e310d0a0d0a")]   // "GET / HTTP/1.1"
    [InlineData("424c4301 02 00000000 00000000e3b0c442")]   // the devnet's VERACK
    public void A_stranger_is_known_by_the_first_byte_that_differs(string hex) =>
        AssertViolation(ProtocolViolation.WrongMagic, Hex.Bytes(hex));

    [Theory]   // wire-protocol 1
    [InlineData("")]
    [InlineData("42")]
    [InlineData("424c")]
    [InlineData("424c43")]
    [InlineData("424c4300")]
    [InlineData("424c4300 42 00000008 00000000a6bb13")]
    public void Before_the_header_is_whole_it_takes_seventeen_bytes(string hex)
    {
        Assert.Equal(FrameStatus.Incomplete, FrameReader.TryRead(Hex.Bytes(hex), NetworkMagic.Mainnet, out var frame, out _));
        Assert.Equal(17, frame.Length);
        Assert.Equal(MessageType.None, frame.Type);
    }

    [Fact]   // the caller sizes its buffer by it
    public void Once_the_header_is_whole_the_length_of_the_frame_is_known()
    {
        var header = Header(MessageType.Block, 1_000_000);
        Assert.Equal(FrameStatus.Incomplete, FrameReader.TryRead(header, NetworkMagic.Mainnet, out var frame, out _));
        Assert.Equal(1_000_017, frame.Length);
        Assert.Equal(MessageType.Block, frame.Type);
        Assert.True(frame.Payload.IsEmpty);
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 2, anchors 1
    public void A_length_over_the_cap_is_refused_from_the_header_alone(MessageType type)
    {
        MessageCaps.TryGet(type, out var cap);
        AssertViolation(ProtocolViolation.LengthOverCap, Header(type, (uint)cap + 1));
        AssertViolation(ProtocolViolation.LengthOverCap, Header(type, uint.MaxValue));
        AssertViolation(ProtocolViolation.LengthOverCap, Header(type, 1u << 31));   // negative, were it signed
    }

    [Theory, MemberData(nameof(Samples.Types), MemberType = typeof(Samples))]   // wire-protocol 2
    public void A_length_at_the_cap_is_waited_for(MessageType type)
    {
        MessageCaps.TryGet(type, out var cap);
        var status = FrameReader.TryRead(Header(type, (uint)cap), NetworkMagic.Mainnet, out var frame, out var violation);

        // An empty frame is whole with its header, and this one's checksum is wrong; the others wait for their payload.
        var expected = cap == 0
            ? (FrameStatus.Violation, ProtocolViolation.BadChecksum, 0)
            : (FrameStatus.Incomplete, ProtocolViolation.None, 17 + cap);
        Assert.Equal(expected, (status, violation, frame.Length));
    }

    [Theory]   // wire-protocol 2: skipped and counted, never an error
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(32u << 20)]
    public void An_unknown_type_is_skipped_by_its_header_alone(uint length)
    {
        var header = Header((MessageType)LaterType, length, checksum: 0xDEADBEEFDEADBEEF);   // of a checksum nobody verifies
        Assert.Equal(FrameStatus.Skip, FrameReader.TryRead(header, NetworkMagic.Mainnet, out var frame, out var violation));
        Assert.Equal(ProtocolViolation.None, violation);
        Assert.Equal((MessageType)LaterType, frame.Type);
        Assert.Equal(17 + (int)length, frame.Length);
        Assert.True(frame.Payload.IsEmpty);
    }

    [Theory, InlineData((32u << 20) + 1), InlineData(uint.MaxValue)]   // wire-protocol 2: within 32 MiB
    public void An_unknown_type_over_32_MiB_is_refused(uint length) =>
        AssertViolation(ProtocolViolation.LengthOverCap, Header((MessageType)LaterType, length));

    [Fact]   // wire-protocol 1: bytes 9 to 12 are zero
    public void A_checksum_not_widened_from_four_bytes_is_refused_from_the_header_alone()
    {
        AssertViolation(ProtocolViolation.BadChecksum, Header(MessageType.Ping, 8, checksum: 0x1_A6BB133C));
        AssertViolation(ProtocolViolation.BadChecksum, Header(MessageType.Ping, 8, checksum: 0xA6BB133C_00000000));
    }

    [Fact]   // wire-protocol 1, anchors 3
    public void A_checksum_of_other_bytes_is_refused_once_the_payload_is_there()
    {
        byte[] frame = [.. Header(MessageType.Ping, 8, checksum: 0xA6BB133D), .. Hex.Bytes("000000000000002a")];
        Assert.Equal(FrameStatus.Incomplete, FrameReader.TryRead(frame.AsSpan(..^1), NetworkMagic.Mainnet, out _, out _));
        AssertViolation(ProtocolViolation.BadChecksum, frame);
    }

    [Fact]   // the order of the checks is fixed: a log names the first broken rule
    public void Of_several_faults_the_first_in_wire_order_is_named()
    {
        var header = Header(MessageType.Ping, 9, checksum: ulong.MaxValue);
        AssertViolation(ProtocolViolation.LengthOverCap, header);
        header[0] ^= 1;
        AssertViolation(ProtocolViolation.WrongMagic, header);
    }

    private static byte[] Header(MessageType type, uint length, ulong checksum = 0)
    {
        var header = new byte[17];
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x424C4300);
        header[4] = (byte)type;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(5), length);
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(9), checksum);
        return header;
    }

    private static void AssertViolation(ProtocolViolation expected, byte[] received)
    {
        Assert.Equal(FrameStatus.Violation, FrameReader.TryRead(received, NetworkMagic.Mainnet, out var frame, out var violation));
        Assert.Equal(expected, violation);
        Assert.Equal(0, frame.Length);   // there is nothing to consume: the connection ends
    }
}
