namespace BloomCoin.Protocol.Messages;

/// <summary>TX (0x20): one transaction, the answer to GET_TX.</summary>
/// <remarks>wire-protocol 2 and 5. The bytes are the chain's (chain-format, transaction) and are not looked into here.</remarks>
public readonly ref struct TxMessage(ReadOnlySpan<byte> transaction) : IMessage<TxMessage>
{
    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = 100_000;

    /// <summary>No bytes are no transaction.</summary>
    public const int MinLength = 1;

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Tx;

    /// <summary>The whole transaction.</summary>
    public ReadOnlySpan<byte> Transaction { get; } = transaction;

    /// <inheritdoc/>
    public int Length => Transaction.Length;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out TxMessage message, out ProtocolViolation violation)
    {
        violation = payload.Between(MinLength, MaxLength);
        message = violation == ProtocolViolation.None ? new TxMessage(payload) : default;
        return violation == ProtocolViolation.None;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Transaction.CopyTo(payload);
}
