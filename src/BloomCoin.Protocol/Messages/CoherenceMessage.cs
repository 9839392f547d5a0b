namespace BloomCoin.Protocol.Messages;

/// <summary>COHERENCE (0x32): coherence by height. One pair answers a PHASE; several announce "I hold phases for these heights".</summary>
/// <remarks>
/// wire-protocol 2 and 4. 0 u16 count (1 to 100); 2 count x 8-byte <see cref="CoherencePair"/>. A coherence that is not a finite
/// number in [0, 1] makes the payload malformed, so no arithmetic ever meets one.
/// </remarks>
public readonly ref struct CoherenceMessage(CoherenceList pairs) : IMessage<CoherenceMessage>
{
    /// <summary>Most pairs of one message; the least is one.</summary>
    public const int MaxCount = 100;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = sizeof(ushort) + MaxCount * CoherencePair.Size;   // 802

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Coherence;

    /// <summary>The pairs.</summary>
    public CoherenceList Pairs { get; } = pairs.Within(1, MaxCount);

    /// <inheritdoc/>
    public int Length => Pairs.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out CoherenceMessage message, out ProtocolViolation violation)
    {
        message = default;
        if (!CoherenceList.TryReadCounted(payload, 1, MaxCount, out var pairs, out violation)) return false;

        foreach (var pair in pairs)
        {
            if (pair.Coherence is >= 0 and <= 1) continue;   // false for NaN
            violation = ProtocolViolation.CoherenceOutOfRange;
            return false;
        }

        message = new CoherenceMessage(pairs);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Pairs.WriteCounted(payload);
}
