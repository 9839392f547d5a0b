namespace BloomCoin.Protocol.Messages;

/// <summary>
/// GET_BLOCKS (0x11): asks for blocks by hash. Answered with one BLOCK per known hash, in this order, then NOT_FOUND for the rest.
/// </summary>
/// <remarks>wire-protocol 2 and 5. 0 u16 count (1 to 500); 2 count x 32-byte block hash.</remarks>
public readonly ref struct GetBlocksMessage(HashList hashes) : IMessage<GetBlocksMessage>
{
    /// <summary>Most items of one message; the least is one.</summary>
    public const int MaxCount = 500;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = sizeof(ushort) + MaxCount * HashLayout.Size;   // 16 002

    /// <inheritdoc/>
    public static MessageType Type => MessageType.GetBlocks;

    /// <summary>Block hashes, in the order in which the blocks are wanted.</summary>
    public HashList Hashes { get; } = hashes.Within(1, MaxCount);

    /// <inheritdoc/>
    public int Length => Hashes.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out GetBlocksMessage message, out ProtocolViolation violation)
    {
        var read = HashList.TryReadCounted(payload, 1, MaxCount, out var hashes, out violation);
        message = read ? new GetBlocksMessage(hashes) : default;
        return read;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Hashes.WriteCounted(payload);
}
