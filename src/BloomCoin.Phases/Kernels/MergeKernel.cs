using System.Runtime.InteropServices;

namespace BloomCoin.Phases.Kernels;

/// <summary>Sums c_k cos theta_kj and c_k sin theta_kj over many contributions.</summary>
/// <remarks>
/// A block of rows is summed in single precision, then added to sums in double precision: the error stays that of one block, however
/// many follow. Within a block c cos theta is kept as c - 2 c sin^2(theta/2), of which the second part is summed.
/// The sums are within 1e-6 of the total weight of what double precision gives (measured: 3e-7), and the same in every path. Weights that
/// sum to less than 1e-30 keep fewer digits, as single precision does there.
/// </remarks>
internal static partial class MergeKernel
{
    /// <summary>Rows that are summed in single precision: more cost accuracy, fewer time.</summary>
    public const int BlockRows = 64;

    /// <summary>Adds to the sums; returns the sum of the weights.</summary>
    /// <param name="path">Which of the kernels; all give the same bits.</param>
    /// <param name="rows">63 phases a contribution, without gaps.</param>
    /// <param name="weights">One a contribution, finite.</param>
    /// <param name="cosines">63 sums.</param>
    /// <param name="sines">63 sums.</param>
    public static double Add(
        KernelPath path, ReadOnlySpan<ushort> rows, ReadOnlySpan<float> weights, Span<double> cosines, Span<double> sines)
    {
        Span<float> blockSines = stackalloc float[Oscillators.Count];
        Span<float> blockLosses = stackalloc float[Oscillators.Count];
        var total = 0.0;
        for (var at = 0; at < weights.Length; at += BlockRows)
        {
            var block = weights[at..Math.Min(at + BlockRows, weights.Length)];
            ref var row = ref MemoryMarshal.GetReference(rows.Slice(at * Oscillators.Count, block.Length * Oscillators.Count));
            var weight = path switch
            {
                KernelPath.Vector512 => Sum512(ref row, block, blockSines, blockLosses),
                KernelPath.Vector256 => Sum256(ref row, block, blockSines, blockLosses),
                _ => SumScalar(ref row, block, blockSines, blockLosses),
            };
            for (var j = 0; j < Oscillators.Count; j++)
            {
                sines[j] += blockSines[j];
                cosines[j] += weight - blockLosses[j];
            }

            total += weight;
        }

        return total;
    }
}
