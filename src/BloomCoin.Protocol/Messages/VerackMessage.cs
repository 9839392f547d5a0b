namespace BloomCoin.Protocol.Messages;

/// <summary>VERACK (0x02): I accept your VERSION. Sent once, by each side.</summary>
/// <remarks>wire-protocol 3, rule 2. Empty.</remarks>
public readonly ref struct VerackMessage : IMessage<VerackMessage>
{
    /// <summary>Bytes of the payload.</summary>
    public const int MaxLength = 0;

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Verack;

    /// <inheritdoc/>
    public int Length => MaxLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out VerackMessage message, out ProtocolViolation violation)
    {
        message = default;
        violation = payload.Exactly(MaxLength);
        return violation == ProtocolViolation.None;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
    }
}
