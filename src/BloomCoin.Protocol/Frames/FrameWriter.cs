using System.Buffers;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Protocol.Frames;

/// <summary>Writes whole frames. A batch is frames back to back: call it again on the same output (wire-protocol 1).</summary>
public static class FrameWriter
{
    /// <summary>Bytes of the frame that carries <paramref name="message"/>.</summary>
    public static int LengthOf<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct =>
        FrameHeader.Size + message.Length;

    /// <summary>Encodes <paramref name="message"/> straight into the output's own memory.</summary>
    public static void Write<TMessage>(IBufferWriter<byte> output, NetworkMagic magic, scoped TMessage message)
        where TMessage : IMessage, allows ref struct =>
        output.Advance(Write(output.GetSpan(LengthOf(message)), magic, message));

    /// <summary>Encodes <paramref name="message"/> at the start of <paramref name="output"/> and says how many bytes that took.</summary>
    public static int Write<TMessage>(Span<byte> output, NetworkMagic magic, scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var payload = output.Slice(FrameHeader.Size, message.Length);
        message.Write(payload);
        FrameHeader.For(magic, TMessage.Type, payload).Write(output);
        return FrameHeader.Size + payload.Length;
    }

    /// <summary>Frames a payload that is encoded already: a stored block, a segment's headers, one PHASE for many peers.</summary>
    /// <exception cref="ArgumentException">The payload is over its type's cap: every receiver would disconnect.</exception>
    public static void Write(IBufferWriter<byte> output, NetworkMagic magic, MessageType type, ReadOnlySpan<byte> payload)
    {
        MessageCaps.TryGet(type, out var cap);
        if (payload.Length > cap) throw new ArgumentException($"{type} holds at most {cap} bytes, not {payload.Length}.", nameof(payload));

        FrameHeader.For(magic, type, payload).Write(output.GetSpan(FrameHeader.Size));
        output.Advance(FrameHeader.Size);
        output.Write(payload);
    }
}
