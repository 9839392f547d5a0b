namespace BloomCoin.Phases;

/// <summary>Phases as 16-bit fractions of a turn (wire-protocol 4): q = round(theta / (2 pi) * 65536) mod 65536.</summary>
public static class Quantization
{
    /// <summary>Steps in one turn.</summary>
    public const int StepsPerTurn = 65536;

    /// <summary>Radians of one step.</summary>
    public const double Step = 2 * Math.PI / StepsPerTurn;

    /// <summary>The nearest step; of two equally near the even one, as IEEE 754 rounds.</summary>
    /// <param name="theta">Finite radians, of any turn.</param>
    public static ushort Quantize(double theta)
    {
        // The whole turns go first, so that a phase of many turns still fits an integer.
        var steps = Math.IEEERemainder(theta / (2 * Math.PI), 1) * StepsPerTurn;
        return unchecked((ushort)(int)Math.Round(steps));
    }

    /// <summary>theta = 2 pi q / 65536, radians in [0, 2 pi).</summary>
    public static double ToRadians(ushort quantized) => quantized * Step;

    /// <summary>Quantises each phase.</summary>
    /// <param name="phases">Finite radians.</param>
    /// <param name="quantized">At least as long.</param>
    public static void Quantize(ReadOnlySpan<double> phases, Span<ushort> quantized)
    {
        for (var i = 0; i < phases.Length; i++)
            quantized[i] = Quantize(phases[i]);
    }
}
