using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>PONG (0x43): the answer to PING.</summary>
/// <remarks>wire-protocol 2. 0 u64 nonce.</remarks>
public readonly ref struct PongMessage(ulong nonce) : IMessage<PongMessage>
{
    /// <summary>Bytes of the payload: exact, so also the least.</summary>
    public const int MaxLength = sizeof(ulong);   // 8

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Pong;

    /// <summary>The PING's.</summary>
    public ulong Nonce { get; } = nonce;

    /// <inheritdoc/>
    public int Length => MaxLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out PongMessage message, out ProtocolViolation violation)
    {
        violation = payload.Exactly(MaxLength);
        message = violation == ProtocolViolation.None ? new PongMessage(BinaryPrimitives.ReadUInt64BigEndian(payload)) : default;
        return violation == ProtocolViolation.None;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => BinaryPrimitives.WriteUInt64BigEndian(payload, Nonce);
}
