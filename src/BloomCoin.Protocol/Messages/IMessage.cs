namespace BloomCoin.Protocol.Messages;

/// <summary>A message that can be framed: it knows its type, its length, and how to lay itself out.</summary>
public interface IMessage
{
    /// <summary>The type byte of its frame.</summary>
    static abstract MessageType Type { get; }

    /// <summary>Payload bytes that <see cref="Write"/> fills.</summary>
    int Length { get; }

    /// <summary>Writes the payload; <paramref name="payload"/> is exactly <see cref="Length"/> bytes, every one of which is set.</summary>
    void Write(Span<byte> payload);
}

/// <summary>A message that can be read: a view over its payload, valid as long as the payload's bytes are.</summary>
public interface IMessage<TSelf> : IMessage
    where TSelf : IMessage<TSelf>, allows ref struct
{
    /// <summary>Judges a payload. Never throws; false names the broken rule.</summary>
    static abstract bool TryRead(ReadOnlySpan<byte> payload, out TSelf message, out ProtocolViolation violation);
}
