namespace BloomCoin.Protocol.Messages;

/// <summary>GET_ADDR (0x41): asks for addresses of other nodes. Answered with ADDR.</summary>
/// <remarks>wire-protocol 2. Empty.</remarks>
public readonly ref struct GetAddrMessage : IMessage<GetAddrMessage>
{
    /// <summary>Bytes of the payload.</summary>
    public const int MaxLength = 0;

    /// <inheritdoc/>
    public static MessageType Type => MessageType.GetAddr;

    /// <inheritdoc/>
    public int Length => MaxLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out GetAddrMessage message, out ProtocolViolation violation)
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
