using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>HEADERS (0x12): headers of the sender's best chain, the answer to GET_HEADERS; 1 to 8 unasked announce new blocks.</summary>
/// <remarks>wire-protocol 2 and 5. 0 u32 start_height; 4 u16 count (0 to 2000); 6 count x 92-byte header, heights ascending.</remarks>
public readonly ref struct HeadersMessage(uint startHeight, HeaderList headers) : IMessage<HeadersMessage>
{
    /// <summary>Most headers of one message; none says that the sender has nothing from there on.</summary>
    public const int MaxCount = 2000;

    /// <summary>Most headers that may come unasked, as an announcement (wire-protocol 5).</summary>
    public const int MaxAnnounced = 8;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = CountOffset + sizeof(ushort) + MaxCount * HeaderLayout.Size;   // 184 006

    private const int CountOffset = sizeof(uint);

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Headers;

    /// <summary>The first header's height.</summary>
    public uint StartHeight { get; } = startHeight;

    /// <summary>The headers, each opaque here.</summary>
    public HeaderList Headers { get; } = headers.Within(0, MaxCount);

    /// <inheritdoc/>
    public int Length => CountOffset + Headers.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out HeadersMessage message, out ProtocolViolation violation)
    {
        message = default;
        violation = ProtocolViolation.LengthMismatch;
        if (payload.Length < CountOffset) return false;
        if (!HeaderList.TryReadCounted(payload[CountOffset..], 0, MaxCount, out var headers, out violation)) return false;

        message = new HeadersMessage(BinaryPrimitives.ReadUInt32BigEndian(payload), headers);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, StartHeight);
        Headers.WriteCounted(payload[CountOffset..]);
    }
}
