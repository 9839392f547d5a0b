using System.Diagnostics.CodeAnalysis;
using BloomCoin.Chain.Rules;
using static System.Buffers.Binary.BinaryPrimitives;

namespace BloomCoin.Chain;

/// <summary>The consensus certificate: r and psi of the rounds that sealed a block, and the phases they ended in. A view.</summary>
/// <remarks>
/// chain-format, Consensus certificate; little-endian: 0 u32 bloom_start; 4 u32 bloom_end; 8 u32 N; 12 f32 threshold;
/// 16 u32 required_rounds; 20 u32 n; 24 n f32 r_values; n f32 psi_values; N f32 final_phases. Nothing follows.
/// </remarks>
public readonly struct Certificate
{
    private const int FixedLength = 24;

    private Certificate(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>The whole certificate.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The first round of the bloom.</summary>
    public uint BloomStart => UInt32At(0);

    /// <summary>The last round of the bloom.</summary>
    public uint BloomEnd => UInt32At(4);

    /// <summary>N: the number of final phases.</summary>
    public uint OscillatorCount => UInt32At(8);

    /// <summary>The least r of a round.</summary>
    public float Threshold => ReadSingleLittleEndian(Bytes.Span[12..]);

    /// <summary>Rounds that a bloom must last: 7.</summary>
    public uint RequiredRounds => UInt32At(16);

    /// <summary>n: the number of r and psi values. A parsed certificate holds them all, so it fits an int.</summary>
    public int Rounds => (int)UInt32At(20);

    /// <summary>n f32, little-endian.</summary>
    public ReadOnlySpan<byte> RValues => Bytes.Span.Slice(FixedLength, Rounds * sizeof(float));

    /// <summary>n f32, little-endian, radians.</summary>
    public ReadOnlySpan<byte> PsiValues => Bytes.Span.Slice(FixedLength + Rounds * sizeof(float), Rounds * sizeof(float));

    /// <summary>N f32, little-endian, radians.</summary>
    public ReadOnlySpan<byte> FinalPhases => Bytes.Span[(FixedLength + 2 * Rounds * sizeof(float))..];

    /// <summary>The order parameter of round <paramref name="round"/>, counted from 0.</summary>
    public float R(int round) => ReadSingleLittleEndian(RValues[(round * sizeof(float))..]);

    /// <summary>The mean phase of round <paramref name="round"/>, counted from 0; radians.</summary>
    public float Psi(int round) => ReadSingleLittleEndian(PsiValues[(round * sizeof(float))..]);

    /// <summary>Rule 1 of chain-format: its counts fill the bytes exactly and every float is finite.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, out Certificate certificate, [NotNullWhen(false)] out RuleViolation? violation)
    {
        certificate = default;
        var span = bytes.Span;
        violation = span.Length < FixedLength
            ? RuleViolation.Of(Fault.Truncated, $"a certificate has at least {FixedLength} bytes, this one {span.Length}")
            : CheckLength(span) ?? CheckFinite(span);
        if (violation is not null)
            return false;
        certificate = new Certificate(bytes);
        return true;
    }

    /// <summary>Writes the certificate of a bloom with threshold z_c and 7 required rounds.</summary>
    /// <param name="bloomStart">The round of the first r value.</param>
    /// <param name="rValues">One a round.</param>
    /// <param name="psiValues">As many; radians.</param>
    /// <param name="finalPhases">One an oscillator; radians.</param>
    public static Certificate Create(
        uint bloomStart, ReadOnlySpan<float> rValues, ReadOnlySpan<float> psiValues, ReadOnlySpan<float> finalPhases)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(psiValues.Length, rValues.Length, nameof(psiValues));
        var bytes = new byte[FixedLength + (2 * rValues.Length + finalPhases.Length) * sizeof(float)];
        WriteUInt32LittleEndian(bytes, bloomStart);
        WriteUInt32LittleEndian(bytes.AsSpan(4), bloomStart + (uint)rValues.Length - 1);
        WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)finalPhases.Length);
        WriteSingleLittleEndian(bytes.AsSpan(12), (float)Constants.CriticalCoherence);
        WriteUInt32LittleEndian(bytes.AsSpan(16), Constants.RequiredRounds);
        WriteUInt32LittleEndian(bytes.AsSpan(20), (uint)rValues.Length);
        var rest = WriteSingles(bytes.AsSpan(FixedLength), rValues);
        rest = WriteSingles(rest, psiValues);
        WriteSingles(rest, finalPhases);
        return new Certificate(bytes);
    }

    private static RuleViolation? CheckLength(ReadOnlySpan<byte> bytes)
    {
        var (phases, rounds) = (ReadUInt32LittleEndian(bytes[8..]), ReadUInt32LittleEndian(bytes[20..]));
        var expected = FixedLength + (2L * rounds + phases) * sizeof(float);
        return expected == bytes.Length ? null : RuleViolation.Of(
            expected > bytes.Length ? Fault.Truncated : Fault.TrailingBytes,
            $"a certificate of {rounds} rounds and {phases} phases has {expected} bytes, this one {bytes.Length}");
    }

    private static RuleViolation? CheckFinite(ReadOnlySpan<byte> bytes)
    {
        if (!float.IsFinite(ReadSingleLittleEndian(bytes[12..])))
            return new(Fault.NotFinite, "the certificate's threshold is not finite");
        for (var at = FixedLength; at < bytes.Length; at += sizeof(float))
        {
            if (!float.IsFinite(ReadSingleLittleEndian(bytes[at..])))
                return RuleViolation.Of(Fault.NotFinite, $"the float at byte {at} of the certificate is not finite");
        }
        return null;
    }

    private static Span<byte> WriteSingles(Span<byte> destination, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            WriteSingleLittleEndian(destination, value);
            destination = destination[sizeof(float)..];
        }
        return destination;
    }

    private uint UInt32At(int offset) => ReadUInt32LittleEndian(Bytes.Span[offset..]);
}
