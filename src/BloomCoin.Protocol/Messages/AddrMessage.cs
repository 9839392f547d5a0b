namespace BloomCoin.Protocol.Messages;

/// <summary>ADDR (0x40): addresses of other nodes, as an answer to GET_ADDR or unasked. All of it is hearsay.</summary>
/// <remarks>wire-protocol 2. 0 u16 count (0 to 1000); 2 count x 30-byte <see cref="AddressEntry"/>.</remarks>
public readonly ref struct AddrMessage(AddressList addresses) : IMessage<AddrMessage>
{
    /// <summary>Most items of one message; the least is none.</summary>
    public const int MaxCount = 1000;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = sizeof(ushort) + MaxCount * AddressEntry.Size;   // 30 002

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Addr;

    /// <summary>The addresses.</summary>
    public AddressList Addresses { get; } = addresses.Within(0, MaxCount);

    /// <inheritdoc/>
    public int Length => Addresses.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out AddrMessage message, out ProtocolViolation violation)
    {
        var read = AddressList.TryReadCounted(payload, 0, MaxCount, out var addresses, out violation);
        message = read ? new AddrMessage(addresses) : default;
        return read;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Addresses.WriteCounted(payload);
}
