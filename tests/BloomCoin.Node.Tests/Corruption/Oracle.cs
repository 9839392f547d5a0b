using System.Buffers.Binary;
using BloomCoin.Node.Tests.Chains;

namespace BloomCoin.Node.Tests.Corruption;

/// <summary>What must become of a block with one changed byte.</summary>
internal enum Outcome
{
    /// <summary>The block itself is refused.</summary>
    Refused,

    /// <summary>It is another valid block: the next one's parent is not known.</summary>
    Orphans,

    /// <summary>It is valid, and no hash covers the change: nothing can tell.</summary>
    Unnoticed,
}

/// <summary>The expectation, from chain-format alone and without a line of the product's rules.</summary>
/// <param name="Outcome">What happens.</param>
/// <param name="Rule">The rule that is named, by the block or its successor; 0 when none is.</param>
internal readonly record struct Expectation(Outcome Outcome, int Rule)
{
    public static readonly Expectation Orphans = new(Outcome.Orphans, 4);
    public static readonly Expectation Unnoticed = new(Outcome.Unnoticed, 0);

    public static Expectation Breaks(int rule) => new(Outcome.Refused, rule);
}

/// <summary>Judges single changed bytes of the reference chain.</summary>
internal sealed class Oracle(DateTimeOffset now)
{
    private const double Critical = 0.86602540378443864676, CriticalTolerance = 1e-6, Tolerance = 0.01;
    private const int MaxSecondsAhead = 7200, TimestampOffset = 4 + 68, OrderParameterOffset = 4 + 80, MeanPhaseOffset = 4 + 84,
        ThresholdOffset = 4 + 92 + 4 + 12;

    public Expectation Judge(Flip flip)
    {
        var record = flip.CorruptRecord();
        return flip.Field switch
        {
            // Rule 1: lengths and counts no longer fill the bytes.
            Field.BlockLength or Field.CertificateLength or Field.CertificateOscillators or Field.Rounds or Field.TransactionCount
                or Field.TransactionLength or Field.InputCount or Field.OutputCount => Expectation.Breaks(1),

            // Rule 2: each has one right value beside the others.
            Field.HeaderOscillators or Field.BloomStart or Field.BloomEnd or Field.RequiredRounds => Expectation.Breaks(2),

            // Rule 3: covered by the txid, and so by the merkle root.
            Field.MerkleRoot or Field.TransactionVersion or Field.PrevTransaction or Field.OutputIndex or Field.Amount or Field.Address
                or Field.LockTime => Expectation.Breaks(3),

            Field.PrevHash => Expectation.Breaks(4),
            Field.Difficulty => Expectation.Breaks(5),
            Field.Timestamp => JudgeTimestamp(record, flip.Height),

            // In the hash, and in no rule.
            Field.Version or Field.Nonce => Expectation.Orphans,
            Field.MeanPhase => float.IsFinite(FloatAt(record, MeanPhaseOffset)) ? Expectation.Orphans : Expectation.Breaks(1),
            Field.OrderParameter => JudgeCertificate(record, flip, valid: Expectation.Orphans),

            // In no hash: signatures, which rule 6 judges, the coinbase's free bytes, and the certificate.
            Field.Signature => Expectation.Breaks(6),
            Field.CoinbaseFree => Expectation.Unnoticed,
            Field.Threshold or Field.RoundR or Field.RoundPsi or Field.FinalPhase =>
                JudgeCertificate(record, flip, valid: Expectation.Unnoticed),
            _ => throw new InvalidOperationException($"{flip.Field} is no field"),
        };
    }

    private Expectation JudgeTimestamp(byte[] record, int height)
    {
        var timestamp = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(TimestampOffset));
        var parent = BinaryPrimitives.ReadUInt32LittleEndian(ReferenceChain.Block(height - 1)[(TimestampOffset - 4)..]);
        return timestamp <= parent || timestamp > now.ToUnixTimeSeconds() + MaxSecondsAhead ? Expectation.Breaks(4) : Expectation.Orphans;
    }

    /// <summary>Every float finite; r of each round at least the threshold; header, last round and final phases agree.</summary>
    private static Expectation JudgeCertificate(byte[] record, Flip flip, Expectation valid)
    {
        var layout = flip.Layout;
        var (header, threshold) = (FloatAt(record, OrderParameterOffset), FloatAt(record, ThresholdOffset));
        var floats = Floats(record, layout.RValues, (2 * layout.Rounds) + layout.Oscillators);
        if (!float.IsFinite(header) || !float.IsFinite(threshold) || !floats.All(float.IsFinite)) return Expectation.Breaks(1);

        var rounds = floats[..layout.Rounds];
        var final = Coherence(floats[(2 * layout.Rounds)..]);
        var holds = threshold >= Critical - CriticalTolerance
            && rounds.All(r => r >= threshold)
            && header >= Critical - CriticalTolerance
            && Math.Abs((double)header - rounds[^1]) <= Tolerance
            && Math.Abs(final - rounds[^1]) <= Tolerance;
        return holds ? valid : Expectation.Breaks(2);
    }

    private static double Coherence(float[] phases)
    {
        var sum = phases.Aggregate(System.Numerics.Complex.Zero, (sum, phase) =>
            sum + System.Numerics.Complex.FromPolarCoordinates(1, phase));
        return sum.Magnitude / phases.Length;
    }

    private static float[] Floats(byte[] record, int start, int count) =>
        [.. Enumerable.Range(0, count).Select(i => FloatAt(record, start + (4 * i)))];

    private static float FloatAt(byte[] record, int offset) => BinaryPrimitives.ReadSingleLittleEndian(record.AsSpan(offset));
}
