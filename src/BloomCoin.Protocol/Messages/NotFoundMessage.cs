namespace BloomCoin.Protocol.Messages;

/// <summary>NOT_FOUND (0x14, an extension): what GET_BLOCKS or GET_TX asked for and this node does not hold.</summary>
/// <remarks>
/// wire-protocol 2 and 5. 0 u8 type asked for, BLOCK (0x10) or TX (0x20); 1 u16 count (1 to 1000); 3 count x 32-byte hash.
/// Without it a requester could only wait for its deadline.
/// </remarks>
public readonly ref struct NotFoundMessage(MessageType asked, HashList hashes) : IMessage<NotFoundMessage>
{
    /// <summary>Most hashes of one message; the least is one.</summary>
    public const int MaxCount = 1000;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = CountOffset + sizeof(ushort) + MaxCount * HashLayout.Size;   // 32 003

    private const int CountOffset = sizeof(byte);

    /// <inheritdoc/>
    public static MessageType Type => MessageType.NotFound;

    /// <summary><see cref="MessageType.Block"/> or <see cref="MessageType.Tx"/>.</summary>
    public MessageType Asked { get; } = CanBeAsked(asked)
        ? asked
        : throw new ArgumentOutOfRangeException(nameof(asked), asked, "Only BLOCK and TX are asked for by hash.");

    /// <summary>Block hashes or txids that were asked for in vain.</summary>
    public HashList Hashes { get; } = hashes.Within(1, MaxCount);

    /// <inheritdoc/>
    public int Length => CountOffset + Hashes.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out NotFoundMessage message, out ProtocolViolation violation)
    {
        message = default;
        violation = ProtocolViolation.LengthMismatch;
        if (payload.Length < CountOffset) return false;

        violation = ProtocolViolation.InvalidNotFoundType;
        var asked = (MessageType)payload[0];
        if (!CanBeAsked(asked)) return false;
        if (!HashList.TryReadCounted(payload[CountOffset..], 1, MaxCount, out var hashes, out violation)) return false;

        message = new NotFoundMessage(asked, hashes);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
        payload[0] = (byte)Asked;
        Hashes.WriteCounted(payload[CountOffset..]);
    }

    private static bool CanBeAsked(MessageType type) => type is MessageType.Block or MessageType.Tx;
}
