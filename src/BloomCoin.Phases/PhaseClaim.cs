namespace BloomCoin.Phases;

/// <summary>What a PHASE says of itself.</summary>
public static class PhaseClaim
{
    /// <summary>What the claimed coherence may differ from the phases' r by.</summary>
    public const double Tolerance = 0.01;

    /// <summary>wire-protocol 4: the coherence is finite, in [0, 1] and within 0.01 of r(phases).</summary>
    /// <param name="quantized">1/65536 turns.</param>
    /// <param name="coherence">As claimed; not a number is refused like any other lie.</param>
    public static bool IsValid(ReadOnlySpan<ushort> quantized, float coherence) =>
        coherence is >= 0 and <= 1 && Math.Abs(OrderParameter.Of(quantized).R - coherence) <= Tolerance;
}
