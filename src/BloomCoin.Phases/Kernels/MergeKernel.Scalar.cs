using System.Runtime.CompilerServices;

namespace BloomCoin.Phases.Kernels;

internal static partial class MergeKernel
{
    /// <summary>The twin that the others are read beside: sum_k c_k sin theta and sum_k c_k (1 - cos theta) of one block.</summary>
    private static double SumScalar(ref ushort row, ReadOnlySpan<float> weights, Span<float> sines, Span<float> losses)
    {
        sines.Clear();
        losses.Clear();
        var total = 0.0;
        foreach (var weight in weights)
        {
            for (var j = 0; j < Oscillators.Count; j++)
            {
                var y = PhaseLoad.Turns(Unsafe.Add(ref row, j));
                var square = y * y;
                var sine = HalfAngle.Sine(y, square);
                var twice = (weight + weight) * sine;
                sines[j] = MathF.FusedMultiplyAdd(twice, HalfAngle.Cosine(square), sines[j]);
                losses[j] = MathF.FusedMultiplyAdd(twice, sine, losses[j]);
            }

            total += weight;
            row = ref Unsafe.Add(ref row, Oscillators.Count);
        }

        return total;
    }
}
