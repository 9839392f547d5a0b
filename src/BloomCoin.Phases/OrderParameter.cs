namespace BloomCoin.Phases;

/// <summary>Kuramoto's order parameter: r e^(i psi) is the mean of e^(i theta) over the oscillators.</summary>
/// <param name="R">Coherence, [0, 1]; 0 when there are no phases.</param>
/// <param name="Psi">Mean phase, [0, 2 pi).</param>
/// <remarks>The scalar reference in double precision: faster kernels are measured and tested against it.</remarks>
public readonly record struct OrderParameter(double R, double Psi)
{
    /// <param name="phases">Radians.</param>
    public static OrderParameter Of(ReadOnlySpan<double> phases)
    {
        double cosines = 0, sines = 0;
        foreach (var phase in phases)
        {
            var (sine, cosine) = Math.SinCos(phase);
            cosines += cosine;
            sines += sine;
        }
        return Mean(cosines, sines, phases.Length);
    }

    /// <param name="quantized">1/65536 turns.</param>
    public static OrderParameter Of(ReadOnlySpan<ushort> quantized)
    {
        double cosines = 0, sines = 0;
        foreach (var phase in quantized)
        {
            var (sine, cosine) = Math.SinCos(Quantization.ToRadians(phase));
            cosines += cosine;
            sines += sine;
        }
        return Mean(cosines, sines, quantized.Length);
    }

    internal static OrderParameter Mean(double cosines, double sines, int count) => count == 0
        ? default
        : new OrderParameter(Math.Sqrt(cosines * cosines + sines * sines) / count, Angle.Of(sines, cosines));
}
