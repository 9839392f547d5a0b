using static System.Buffers.Binary.BinaryPrimitives;

namespace BloomCoin.Chain;

/// <summary>Kuramoto's order parameter: r e^(i psi) is the mean of e^(i theta) over the oscillators.</summary>
/// <param name="R">Coherence, [0, 1]; 0 when there are no phases.</param>
/// <param name="Psi">Mean phase, [0, 2 pi).</param>
/// <remarks>In double precision, term after term: consensus must not hang on a vector width's rounding.</remarks>
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

    /// <param name="phases">f32 radians, little-endian, as a certificate stores them.</param>
    public static OrderParameter Of(ReadOnlySpan<byte> phases)
    {
        double cosines = 0, sines = 0;
        for (var at = 0; at + sizeof(float) <= phases.Length; at += sizeof(float))
        {
            var (sine, cosine) = Math.SinCos(ReadSingleLittleEndian(phases[at..]));
            cosines += cosine;
            sines += sine;
        }
        return Mean(cosines, sines, phases.Length / sizeof(float));
    }

    private static OrderParameter Mean(double cosines, double sines, int count)
    {
        if (count == 0)
            return default;
        var psi = Math.Atan2(sines, cosines);
        return new OrderParameter(Math.Sqrt(cosines * cosines + sines * sines) / count, psi < 0 ? psi + 2 * Math.PI : psi);
    }
}
