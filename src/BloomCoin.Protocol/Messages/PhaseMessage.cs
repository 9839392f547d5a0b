using System.Buffers.Binary;

namespace BloomCoin.Protocol.Messages;

/// <summary>PHASE (0x30): one peer's oscillators for the block being worked on. Answered with COHERENCE.</summary>
/// <remarks>
/// wire-protocol 4. 0 u32 height; 4 f32 coherence; 8 63 x u16 phase, 1/65536 turn, little-endian unlike all else.
/// Any bits of these 134 bytes are read: whether the coherence is a number in [0, 1] and true of the phases decides if the PHASE
/// is valid, and an invalid one is a lesser fault (invalid_phase) than a malformed payload. Check before any arithmetic.
/// </remarks>
public readonly ref struct PhaseMessage : IMessage<PhaseMessage>
{
    /// <summary>Oscillators of a node.</summary>
    public const int Oscillators = 63;

    /// <summary>Bytes of the phases.</summary>
    public const int PhasesLength = Oscillators * sizeof(ushort);   // 126

    /// <summary>Bytes of the payload: exact, so also the least.</summary>
    public const int MaxLength = PhasesOffset + PhasesLength;   // 134

    private const int CoherenceOffset = sizeof(uint);
    private const int PhasesOffset = CoherenceOffset + sizeof(float);

    /// <summary>Takes the phases as they lie on the wire: 126 bytes, little-endian.</summary>
    /// <exception cref="ArgumentException">Not 126 bytes.</exception>
    public PhaseMessage(uint height, float coherence, ReadOnlySpan<byte> phases)
    {
        if (phases.Length != PhasesLength) throw new ArgumentException($"63 phases take 126 bytes, not {phases.Length}.", nameof(phases));

        Height = height;
        Coherence = coherence;
        Phases = phases;
    }

    /// <inheritdoc/>
    public static MessageType Type => MessageType.Phase;

    /// <summary>The height of the block being worked on: tip + 1.</summary>
    public uint Height { get; }

    /// <summary>What the sender claims the order parameter of its phases to be. Unjudged: perhaps not even a number.</summary>
    public float Coherence { get; }

    /// <summary>The phases as on the wire: the form in which they are batched, stored and merged.</summary>
    public ReadOnlySpan<byte> Phases { get; }

    /// <inheritdoc/>
    public int Length => MaxLength;

    /// <summary>One phase in units of 1/65536 turn.</summary>
    public ushort Phase(int oscillator) => BinaryPrimitives.ReadUInt16LittleEndian(Phases[(oscillator * sizeof(ushort))..]);

    /// <inheritdoc/>
    public static bool TryRead(ReadOnlySpan<byte> payload, out PhaseMessage message, out ProtocolViolation violation)
    {
        message = default;
        violation = payload.Exactly(MaxLength);
        if (violation != ProtocolViolation.None) return false;

        message = new PhaseMessage(
            BinaryPrimitives.ReadUInt32BigEndian(payload),
            BinaryPrimitives.ReadSingleBigEndian(payload[CoherenceOffset..]),
            payload[PhasesOffset..]);
        return true;
    }

    /// <inheritdoc/>
    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, Height);
        BinaryPrimitives.WriteSingleBigEndian(payload[CoherenceOffset..], Coherence);
        Phases.CopyTo(payload[PhasesOffset..]);
    }
}
