using BloomCoin.Phases.Kernels;

namespace BloomCoin.Phases;

/// <summary>What a PHASE says of itself.</summary>
/// <remarks>
/// r comes from a kernel in single precision, whose error is below 1e-5. A claim whose distance from r is that close to the tolerance is
/// measured again in double precision: so a verdict is always the one of double precision, on every machine and in every width. Two
/// machines could differ where that itself rounds, within some 1e-16 of the tolerance; nothing but the sender's score hangs on it.
/// </remarks>
public static class PhaseClaim
{
    /// <summary>What the claimed coherence may differ from the phases' r by.</summary>
    public const double Tolerance = 0.01;

    /// <summary>wire-protocol 4: the coherence is finite, in [0, 1] and within 0.01 of r(phases).</summary>
    /// <param name="quantized">1/65536 turns.</param>
    /// <param name="coherence">As claimed; not a number is refused like any other lie.</param>
    public static bool IsValid(ReadOnlySpan<ushort> quantized, float coherence) => IsValid(KernelPaths.Widest, quantized, coherence);

    /// <summary>Judges many claims as <see cref="IsValid(ReadOnlySpan{ushort}, float)"/> does one.</summary>
    /// <param name="rows">63 phases each, one claim after the other, 1/65536 turns.</param>
    /// <param name="coherences">One a claim, as claimed.</param>
    /// <param name="valid">One verdict a claim; at least as many.</param>
    /// <returns>How many hold.</returns>
    public static int Verify(ReadOnlySpan<ushort> rows, ReadOnlySpan<float> coherences, Span<bool> valid)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, coherences.Length * Oscillators.Count, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(valid.Length, coherences.Length, nameof(valid));
        var path = KernelPaths.Widest;
        var holding = 0;
        for (var k = 0; k < coherences.Length; k++)
        {
            valid[k] = IsValid(path, rows.Slice(k * Oscillators.Count, Oscillators.Count), coherences[k]);
            holding += valid[k] ? 1 : 0;
        }

        return holding;
    }

    internal static bool IsValid(KernelPath path, ReadOnlySpan<ushort> quantized, float coherence)
    {
        if (coherence is not (>= 0 and <= 1))
            return false;
        if (quantized.Length == Oscillators.Count)
        {
            var room = Tolerance - Math.Abs(CoherenceKernel.R(path, quantized) - coherence);
            if (Math.Abs(room) > CoherenceKernel.Error)
                return room > 0;
        }

        return Math.Abs(OrderParameter.Of(quantized).R - coherence) <= Tolerance;
    }
}
