using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>GET_HEADERS (0x13): asks for headers of the best chain by height. Answered with HEADERS.</summary>
/// <remarks>wire-protocol 2 and 5. 0 u32 start_height; 4 u32 count (1 to 2000).</remarks>
public readonly ref struct GetHeadersMessage(uint startHeight, uint count) : IMessage<GetHeadersMessage>
{
    /// <summary>Most headers that one message asks for: as many as HEADERS holds; the least is one.</summary>
    public const uint MaxCount = HeadersMessage.MaxCount;

    /// <summary>Bytes of the payload: exact, so also the least.</summary>
    public const int MaxLength = CountOffset + sizeof(uint);   // 8

    private const int CountOffset = sizeof(uint);

    /// <inheritdoc/>
    public static MessageType Type => MessageType.GetHeaders;

    /// <summary>The first height wanted.</summary>
    public uint StartHeight { get; } = startHeight;

    /// <summary>Headers wanted; fewer come where the chain ends.</summary>
    public uint Count { get; } = InRange(count)
        ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, "1 to 2000 headers can be asked for.");

    /// <inheritdoc/>
    public int Length => MaxLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out GetHeadersMessage message, out ProtocolViolation violation)
    {
        message = default;
        violation = payload.Exactly(MaxLength);
        if (violation != ProtocolViolation.None) return false;

        var count = BinaryPrimitives.ReadUInt32BigEndian(payload[CountOffset..]);
        violation = InRange(count) ? ProtocolViolation.None : ProtocolViolation.CountOutOfRange;
        if (violation != ProtocolViolation.None) return false;

        message = new GetHeadersMessage(BinaryPrimitives.ReadUInt32BigEndian(payload), count);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, StartHeight);
        BinaryPrimitives.WriteUInt32BigEndian(payload[CountOffset..], Count);
    }

    private static bool InRange(uint count) => count is >= 1 and <= MaxCount;
}
