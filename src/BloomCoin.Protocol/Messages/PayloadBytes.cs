namespace BloomCoin.Protocol.Messages;

/// <summary>The length checks that messages without counts share.</summary>
internal static class PayloadBytes
{
    /// <summary>For a fixed layout: exactly <paramref name="length"/> bytes.</summary>
    public static ProtocolViolation Exactly(this ReadOnlySpan<byte> payload, int length) =>
        payload.Length == length ? ProtocolViolation.None : ProtocolViolation.LengthMismatch;

    /// <summary>For a layout of variable length. The frame reader knows the cap too; a payload may come another way.</summary>
    public static ProtocolViolation Between(this ReadOnlySpan<byte> payload, int least, int most)
    {
        if (payload.Length > most) return ProtocolViolation.LengthOverCap;
        return payload.Length < least ? ProtocolViolation.LengthMismatch : ProtocolViolation.None;
    }
}
