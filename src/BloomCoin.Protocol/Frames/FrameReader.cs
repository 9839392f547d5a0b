using BloomCoin.Protocol.Messages;

namespace BloomCoin.Protocol.Frames;

/// <summary>Finds the frame at the start of received bytes, in place: no copy, no allocation, no exception for any bytes.</summary>
/// <remarks>
/// wire-protocol 1 and 2. The order of the checks is part of the contract, so that a frame ends in the same verdict however the
/// network splits it: magic, cap, upper half of the checksum (all three from the header alone), then the checksum itself.
/// </remarks>
public static class FrameReader
{
    /// <summary>Judges the start of <paramref name="received"/>.</summary>
    /// <param name="received">What has arrived and is not consumed yet; more than one frame is fine.</param>
    /// <param name="magic">The network that this connection belongs to.</param>
    /// <param name="frame">See <see cref="Frame"/>; its payload is a slice of <paramref name="received"/>.</param>
    /// <param name="violation">The broken rule, beside <see cref="FrameStatus.Violation"/>; else none.</param>
    public static FrameStatus TryRead(
        ReadOnlySpan<byte> received, NetworkMagic magic, out Frame frame, out ProtocolViolation violation)
    {
        if (!FrameHeader.TryRead(received, out var header))
        {
            if (!magic.Agrees(received)) return Refuse(ProtocolViolation.WrongMagic, default, out frame, out violation);
            return Wait(default, FrameHeader.Size, out frame, out violation);
        }

        if (header.Magic != magic) return Refuse(ProtocolViolation.WrongMagic, default, out frame, out violation);

        var known = MessageCaps.TryGet(header.Type, out var cap);
        if (header.PayloadLength > (uint)cap) return Refuse(ProtocolViolation.LengthOverCap, header.Type, out frame, out violation);

        var payloadLength = (int)header.PayloadLength;
        var length = FrameHeader.Size + payloadLength;
        violation = ProtocolViolation.None;
        if (!known)
        {
            frame = new Frame(header.Type, length, default);
            return FrameStatus.Skip;
        }

        if (header.Checksum > uint.MaxValue) return Refuse(ProtocolViolation.BadChecksum, header.Type, out frame, out violation);
        if (received.Length < length) return Wait(header.Type, length, out frame, out violation);

        var payload = received.Slice(FrameHeader.Size, payloadLength);
        if (FrameChecksum.Of(payload) != header.Checksum)
        {
            return Refuse(ProtocolViolation.BadChecksum, header.Type, out frame, out violation);
        }

        frame = new Frame(header.Type, length, payload);
        return FrameStatus.Complete;
    }

    private static FrameStatus Wait(MessageType type, int length, out Frame frame, out ProtocolViolation violation)
    {
        frame = new Frame(type, length, default);
        violation = ProtocolViolation.None;
        return FrameStatus.Incomplete;
    }

    private static FrameStatus Refuse(ProtocolViolation rule, MessageType type, out Frame frame, out ProtocolViolation violation)
    {
        frame = new Frame(type, 0, default);
        violation = rule;
        return FrameStatus.Violation;
    }
}
