namespace BloomCoin.Protocol.Messages;

/// <summary>GET_TX (0x21): asks for transactions by txid. Answered with one TX per known txid, then NOT_FOUND for the rest.</summary>
/// <remarks>wire-protocol 2 and 5. 0 u16 count (1 to 1000); 2 count x 32-byte txid.</remarks>
public readonly ref struct GetTxMessage(HashList txids) : IMessage<GetTxMessage>
{
    /// <summary>Most items of one message; the least is one.</summary>
    public const int MaxCount = 1000;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = sizeof(ushort) + MaxCount * HashLayout.Size;   // 32 002

    /// <inheritdoc/>
    public static MessageType Type => MessageType.GetTx;

    /// <summary>The transactions wanted.</summary>
    public HashList Txids { get; } = txids.Within(1, MaxCount);

    /// <inheritdoc/>
    public int Length => Txids.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out GetTxMessage message, out ProtocolViolation violation)
    {
        var read = HashList.TryReadCounted(payload, 1, MaxCount, out var txids, out violation);
        message = read ? new GetTxMessage(txids) : default;
        return read;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Txids.WriteCounted(payload);
}
