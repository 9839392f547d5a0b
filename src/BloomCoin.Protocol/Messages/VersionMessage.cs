using System.Buffers.Binary;
using System.Text.Unicode;

namespace BloomCoin.Protocol.Messages;

/// <summary>VERSION (0x01): who I am and what I hold. The first message of both sides, answered with VERACK.</summary>
/// <remarks>
/// wire-protocol 3. 0 u32 version; 4 u64 services; 12 u64 timestamp; 20 addr_recv (16 + u16); 38 addr_from (16 + u16);
/// 56 u64 nonce; 64 u8 n; 65 n bytes UTF-8 user_agent; 65 + n u32 start_height. A later version may append fields: bytes after
/// start_height are read over, within the cap. Whether the version is too old or the nonce our own is the handshake's to say.
/// </remarks>
public readonly ref struct VersionMessage : IMessage<VersionMessage>
{
    /// <summary>The protocol version that this implementation speaks, and the least that it accepts.</summary>
    public const uint CurrentVersion = 1;

    /// <summary>Bytes of the longest payload; the room over 324 is for later versions.</summary>
    public const int MaxLength = 1024;

    /// <summary>Bytes with an empty user_agent.</summary>
    public const int MinLength = UserAgentOffset + sizeof(uint);   // 69

    private const int ServicesOffset = sizeof(uint);
    private const int TimestampOffset = ServicesOffset + sizeof(ulong);
    private const int ReceiverOffset = TimestampOffset + sizeof(ulong);
    private const int SenderOffset = ReceiverOffset + NetworkAddress.Size;
    private const int NonceOffset = SenderOffset + NetworkAddress.Size;
    private const int UserAgentLengthOffset = NonceOffset + sizeof(ulong);
    private const int UserAgentOffset = UserAgentLengthOffset + sizeof(byte);   // 65

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Version;

    /// <summary>The protocol version that the sender speaks.</summary>
    public required uint Version { get; init; }

    /// <summary>What the sender offers.</summary>
    public required NodeServices Services { get; init; }

    /// <summary>The sender's clock, unix seconds.</summary>
    public required ulong Timestamp { get; init; }

    /// <summary>addr_recv: the receiver's address as the sender sees it; how a node learns its own.</summary>
    public required NetworkAddress Receiver { get; init; }

    /// <summary>addr_from: where the sender says that it listens; zero when it does not say.</summary>
    public required NetworkAddress Sender { get; init; }

    /// <summary>Chosen by the sender at random: one's own coming back is a connection to oneself.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>The sender's software, UTF-8, at most 255 bytes. A stranger's text: show <see cref="PrintableUserAgent"/>.</summary>
    public required ReadOnlySpan<byte> UserAgent { get; init; }

    /// <summary>The sender's best height. A claim and a hint, no more.</summary>
    public required uint StartHeight { get; init; }

    /// <inheritdoc/>
    public int Length => MinLength + UserAgent.Length;

    /// <summary>The user_agent with control characters and non-ASCII escaped.</summary>
    public string PrintableUserAgent() => Messages.UserAgent.Escape(UserAgent);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out VersionMessage message, out ProtocolViolation violation)
    {
        message = default;
        violation = payload.Between(MinLength, MaxLength);
        if (violation != ProtocolViolation.None) return false;

        int userAgentLength = payload[UserAgentLengthOffset];
        violation = ProtocolViolation.LengthMismatch;
        if (payload.Length < MinLength + userAgentLength) return false;

        var userAgent = payload.Slice(UserAgentOffset, userAgentLength);
        violation = ProtocolViolation.InvalidUserAgent;
        if (!Utf8.IsValid(userAgent)) return false;

        violation = ProtocolViolation.None;
        message = new VersionMessage
        {
            Version = BinaryPrimitives.ReadUInt32BigEndian(payload),
            Services = (NodeServices)BinaryPrimitives.ReadUInt64BigEndian(payload[ServicesOffset..]),
            Timestamp = BinaryPrimitives.ReadUInt64BigEndian(payload[TimestampOffset..]),
            Receiver = NetworkAddress.Read(payload[ReceiverOffset..]),
            Sender = NetworkAddress.Read(payload[SenderOffset..]),
            Nonce = BinaryPrimitives.ReadUInt64BigEndian(payload[NonceOffset..]),
            UserAgent = userAgent,
            StartHeight = BinaryPrimitives.ReadUInt32BigEndian(payload[(UserAgentOffset + userAgentLength)..]),
        };
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, Version);
        BinaryPrimitives.WriteUInt64BigEndian(payload[ServicesOffset..], (ulong)Services);
        BinaryPrimitives.WriteUInt64BigEndian(payload[TimestampOffset..], Timestamp);
        Receiver.Write(payload[ReceiverOffset..]);
        Sender.Write(payload[SenderOffset..]);
        BinaryPrimitives.WriteUInt64BigEndian(payload[NonceOffset..], Nonce);
        payload[UserAgentLengthOffset] = checked((byte)UserAgent.Length);
        UserAgent.CopyTo(payload[UserAgentOffset..]);
        BinaryPrimitives.WriteUInt32BigEndian(payload[(UserAgentOffset + UserAgent.Length)..], StartHeight);
    }
}
