using System.Buffers.Binary;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Protocol.Frames;

/// <summary>The 17 bytes before every payload, unjudged: the reader decides, a log line may quote.</summary>
/// <remarks>wire-protocol 1, all big-endian: 0 magic (4); 4 type (1); 5 payload length (4); 9 checksum (8); 17 the payload.</remarks>
/// <param name="Magic">The network.</param>
/// <param name="Type">The message type, perhaps one that this version does not know.</param>
/// <param name="PayloadLength">Payload bytes announced; a stranger may claim 4 GiB here.</param>
/// <param name="Checksum">See <see cref="FrameChecksum"/>.</param>
public readonly record struct FrameHeader(NetworkMagic Magic, MessageType Type, uint PayloadLength, ulong Checksum)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = TypeOffset + sizeof(byte) + sizeof(uint) + sizeof(ulong);   // 17

    private const int TypeOffset = NetworkMagic.Size;
    private const int LengthOffset = TypeOffset + sizeof(byte);
    private const int ChecksumOffset = LengthOffset + sizeof(uint);

    /// <summary>The header of a payload that is ready: lets a sender gather header and payload without copying the latter.</summary>
    public static FrameHeader For(NetworkMagic magic, MessageType type, ReadOnlySpan<byte> payload) =>
        new(magic, type, (uint)payload.Length, FrameChecksum.Of(payload));

    /// <summary>Reads the fields; false while fewer than <see cref="Size"/> bytes have arrived.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, out FrameHeader header)
    {
        if (received.Length < Size)
        {
            header = default;
            return false;
        }

        header = new FrameHeader(
            new NetworkMagic(BinaryPrimitives.ReadUInt32BigEndian(received)),
            (MessageType)received[TypeOffset],
            BinaryPrimitives.ReadUInt32BigEndian(received[LengthOffset..]),
            BinaryPrimitives.ReadUInt64BigEndian(received[ChecksumOffset..]));
        return true;
    }

    /// <summary>Writes the 17 bytes at the start of <paramref name="output"/>.</summary>
    public void Write(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt64BigEndian(output[ChecksumOffset..], Checksum);
        BinaryPrimitives.WriteUInt32BigEndian(output, Magic.Value);
        output[TypeOffset] = (byte)Type;
        BinaryPrimitives.WriteUInt32BigEndian(output[LengthOffset..], PayloadLength);
    }
}
