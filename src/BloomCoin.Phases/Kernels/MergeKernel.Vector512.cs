using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kernels;

internal static partial class MergeKernel
{
    /// <summary>63 phases are four vectors, of which the last begins one early: oscillator 47 is summed twice and written once.</summary>
    private const int Second512 = 16, Third512 = 32, Last512 = Oscillators.Count - 16;

    /// <summary>All eight sums stay in registers over the block.</summary>
    private static double Sum512(ref ushort row, ReadOnlySpan<float> weights, Span<float> sines, Span<float> losses)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        var total = 0.0;
        foreach (var weight in weights)
        {
            var twice = Vector512.Create(weight + weight);
            Fold(ref row, 0, twice, ref s0, ref l0);
            Fold(ref row, Second512, twice, ref s1, ref l1);
            Fold(ref row, Third512, twice, ref s2, ref l2);
            Fold(ref row, Last512, twice, ref s3, ref l3);
            total += weight;
            row = ref Unsafe.Add(ref row, Oscillators.Count);
        }

        Write(sines, s0, s1, s2, s3);
        Write(losses, l0, l1, l2, l3);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fold(ref ushort row, nuint at, Vector512<float> twice, ref Vector512<float> sines, ref Vector512<float> losses)
    {
        var y = PhaseLoad.Turns512(ref row, at);
        var square = y * y;
        var sine = HalfAngle.Sine(y, square);
        var weighted = twice * sine;
        sines = Vector512.FusedMultiplyAdd(weighted, HalfAngle.Cosine(square), sines);
        losses = Vector512.FusedMultiplyAdd(weighted, sine, losses);
    }

    private static void Write(
        Span<float> to, Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> last)
    {
        first.CopyTo(to);
        second.CopyTo(to[Second512..]);
        third.CopyTo(to[Third512..]);
        last.CopyTo(to[Last512..]);
    }
}
