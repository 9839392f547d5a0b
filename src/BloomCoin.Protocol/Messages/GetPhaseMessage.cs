namespace BloomCoin.Protocol.Messages;

/// <summary>GET_PHASE (0x31): asks for phases by height. Answered with one PHASE per height held, and silence for the others.</summary>
/// <remarks>wire-protocol 2 and 4. 0 u16 count (1 to 100); 2 count x u32 height.</remarks>
public readonly ref struct GetPhaseMessage(HeightList heights) : IMessage<GetPhaseMessage>
{
    /// <summary>Most items of one message; the least is one.</summary>
    public const int MaxCount = 100;

    /// <summary>Bytes of the longest payload.</summary>
    public const int MaxLength = sizeof(ushort) + MaxCount * HeightLayout.Size;   // 402

    /// <inheritdoc/>
    public static MessageType Type => MessageType.GetPhase;

    /// <summary>Heights of the blocks whose phases are wanted.</summary>
    public HeightList Heights { get; } = heights.Within(1, MaxCount);

    /// <inheritdoc/>
    public int Length => Heights.CountedLength;

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out GetPhaseMessage message, out ProtocolViolation violation)
    {
        var read = HeightList.TryReadCounted(payload, 1, MaxCount, out var heights, out violation);
        message = read ? new GetPhaseMessage(heights) : default;
        return read;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload) => Heights.WriteCounted(payload);
}
