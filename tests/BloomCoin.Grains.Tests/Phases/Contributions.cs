using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;

namespace BloomCoin.Grains.Tests.Phases;

/// <summary>Phases of scripted peers.</summary>
internal static class Contributions
{
    /// <summary>63 phases around a mean, as far apart as <paramref name="spread"/> says.</summary>
    /// <param name="mean">Radians.</param>
    /// <param name="spread">Radians between the first and the last: 0 for perfect coherence, 2 pi for none.</param>
    public static ushort[] Around(double mean, double spread)
    {
        var phases = new ushort[Oscillators.Count];
        for (var i = 0; i < phases.Length; i++) phases[i] = Quantization.Quantize(mean + (spread * (i / (double)phases.Length - 0.5)));
        return phases;
    }

    /// <summary>A contribution that claims what its phases are.</summary>
    public static byte[] Of(ulong peer, ushort[] phases, ulong network = 0) => Of(peer, phases, network, (float)OrderParameter.Of(phases).R);

    public static byte[] Of(ulong peer, ushort[] phases, ulong network, float coherence)
    {
        var bytes = new byte[PhaseContribution.Size];
        PhaseContribution.Write(bytes, peer, network, coherence, MemoryMarshal.AsBytes(phases.AsSpan()));
        return bytes;
    }

    public static PhaseBatch Batch(int height, params byte[][] contributions) => new(height, contributions.Length, [.. contributions.SelectMany(one => one)]);

    /// <summary>The largest angle between two sets of phases, radians.</summary>
    public static double Distance(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other)
    {
        double most = 0;
        for (var i = 0; i < one.Length; i++)
            most = Math.Max(most, Math.Abs(Math.IEEERemainder(Quantization.ToRadians(one[i]) - Quantization.ToRadians(other[i]), 2 * Math.PI)));
        return most;
    }
}
