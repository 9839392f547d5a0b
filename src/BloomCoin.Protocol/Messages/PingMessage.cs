using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>PING (0x42): are you there. Answered with a PONG of the same nonce; a peer silent for 90 s after it is dropped.</summary>
/// <remarks>wire-protocol 2 and 6. 0 u64 nonce.</remarks>
public readonly ref struct PingMessage(ulong nonce) : IMessage<PingMessage>
{
    /// <summary>Bytes of the payload: exact, so also the least.</summary>
    public const int MaxLength = sizeof(ulong);   // 8

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Ping;

    /// <summary>Chosen by the sender, so that an answer tells which PING it belongs to.</summary>
    public ulong Nonce { get; } = nonce;

    /// <inheritdoc/>
    public int Length => MaxLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out PingMessage message, out ProtocolViolation violation)
    {
        violation = payload.Exactly(MaxLength);
        message = violation == ProtocolViolation.None ? new PingMessage(BinaryPrimitives.ReadUInt64BigEndian(payload)) : default;
        return violation == ProtocolViolation.None;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => BinaryPrimitives.WriteUInt64BigEndian(payload, Nonce);
}
