using BloomCoin.Protocol.Messages;

namespace BloomCoin.Protocol.Frames;

/// <summary>What <see cref="FrameReader"/> knows of the frame at the start of received bytes: a view, valid as long as they are.</summary>
public readonly ref struct Frame
{
    internal Frame(MessageType type, int length, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Length = length;
        Payload = payload;
    }

    /// <summary>The type, once the header has arrived; until then zero, which is no type.</summary>
    public MessageType Type { get; }

    /// <summary>
    /// Bytes of the whole frame, header and payload: what to consume of a complete one, what to discard of a skipped one, what an
    /// incomplete one needs before it is worth asking again (17 until its header has arrived). Zero beside a violation.
    /// </summary>
    public int Length { get; }

    /// <summary>The payload, its checksum verified. Empty unless the frame is complete.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
