using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BloomCoin.Phases.Kernels;

internal static partial class MergeKernel
{
    private const int Lanes256 = 8;

    /// <summary>
    /// 63 phases are eight vectors, of which the last begins one early. Sixteen sums would fill every register of AVX2, so the block is
    /// walked once for each pair of vectors: 8 KB, which the first-level cache holds.
    /// </summary>
    private static double Sum256(ref ushort row, ReadOnlySpan<float> weights, Span<float> sines, Span<float> losses)
    {
        for (var at = 0; at < Oscillators.Count; at += 2 * Lanes256)
        {
            var next = Math.Min(at + Lanes256, Oscillators.Count - Lanes256);
            ref var from = ref row;
            Vector256<float> s0 = default, s1 = default, l0 = default, l1 = default;
            foreach (var weight in weights)
            {
                var twice = Vector256.Create(weight + weight);
                Fold(ref from, (nuint)at, twice, ref s0, ref l0);
                Fold(ref from, (nuint)next, twice, ref s1, ref l1);
                from = ref Unsafe.Add(ref from, Oscillators.Count);
            }

            s0.CopyTo(sines[at..]);
            s1.CopyTo(sines[next..]);
            l0.CopyTo(losses[at..]);
            l1.CopyTo(losses[next..]);
        }

        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fold(ref ushort row, nuint at, Vector256<float> twice, ref Vector256<float> sines, ref Vector256<float> losses)
    {
        var y = PhaseLoad.Turns256(ref row, at);
        var square = y * y;
        var sine = HalfAngle.Sine(y, square);
        var weighted = twice * sine;
        sines = Vector256.FusedMultiplyAdd(weighted, HalfAngle.Cosine(square), sines);
        losses = Vector256.FusedMultiplyAdd(weighted, sine, losses);
    }
}
