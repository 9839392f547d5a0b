using BloomCoin.Phases.Kernels;

namespace BloomCoin.Phases;

/// <summary>
/// Merges peers' phases (wire-protocol 4): oscillator j's is arg(sum_k c_k e^(i theta_kj)). It is kept as sums, so partial
/// merges combine by addition, in any order and grouping.
/// </summary>
/// <remarks>
/// Sums are double precision: orders differ by rounding only, some 1e-16 of the sum a contribution. Contributions that come together are
/// summed by a kernel within 1e-6 of their weight, a hundredth of what quantised phases can show; the same batch gives the same bits on
/// every machine.
/// </remarks>
public sealed class CircularMerge
{
    private readonly double[] _cosines = new double[Oscillators.Count];
    private readonly double[] _sines = new double[Oscillators.Count];

    /// <summary>Contributions folded in.</summary>
    public int Contributions { get; private set; }

    /// <summary>Sum of their coherences, each times its scale.</summary>
    public double Weight { get; private set; }

    /// <summary>sum_k c_k cos theta_kj by oscillator.</summary>
    public ReadOnlySpan<double> Cosines => _cosines;

    /// <summary>sum_k c_k sin theta_kj by oscillator.</summary>
    public ReadOnlySpan<double> Sines => _sines;

    /// <summary>Folds in one contribution.</summary>
    /// <param name="quantized">63 phases, 1/65536 turns.</param>
    /// <param name="coherence">Its weight, [0, 1].</param>
    public void Add(ReadOnlySpan<ushort> quantized, double coherence)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(quantized.Length, Oscillators.Count, nameof(quantized));
        for (var j = 0; j < Oscillators.Count; j++)
        {
            var (sine, cosine) = Math.SinCos(Quantization.ToRadians(quantized[j]));
            _cosines[j] += coherence * cosine;
            _sines[j] += coherence * sine;
        }
        Contributions++;
        Weight += coherence;
    }

    /// <summary>Folds in many contributions.</summary>
    /// <param name="rows">63 phases each, one contribution after the other, 1/65536 turns.</param>
    /// <param name="weights">One a contribution, finite, at least 0.</param>
    public void Add(ReadOnlySpan<ushort> rows, ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, weights.Length * Oscillators.Count, nameof(rows));
        Weight += MergeKernel.Add(KernelPaths.Widest, rows, weights, _cosines, _sines);
        Contributions += weights.Length;
    }

    /// <summary>Folds in what was merged elsewhere.</summary>
    /// <param name="other">Partial sums, of one prefix for instance.</param>
    /// <param name="scale">What its weight counts; see <see cref="PrefixShare"/>.</param>
    public void Add(CircularMerge other, double scale = 1)
    {
        for (var j = 0; j < Oscillators.Count; j++)
        {
            _cosines[j] += scale * other._cosines[j];
            _sines[j] += scale * other._sines[j];
        }
        Contributions += other.Contributions;
        Weight += scale * other.Weight;
    }

    /// <summary>The merged phases, radians in [0, 2 pi).</summary>
    /// <param name="phases">At least 63.</param>
    public void CopyPhases(Span<double> phases)
    {
        for (var j = 0; j < Oscillators.Count; j++)
            phases[j] = Angle.Of(_sines[j], _cosines[j]);
    }

    /// <summary>The merged phases as they travel, 1/65536 turns.</summary>
    /// <param name="quantized">At least 63.</param>
    public void CopyPhases(Span<ushort> quantized)
    {
        for (var j = 0; j < Oscillators.Count; j++)
            quantized[j] = Quantization.Quantize(Angle.Of(_sines[j], _cosines[j]));
    }

    /// <summary>Empties it for another merge.</summary>
    public void Clear()
    {
        Array.Clear(_cosines);
        Array.Clear(_sines);
        (Contributions, Weight) = (0, 0);
    }

    /// <summary>The order parameter of the merged phases; its r is the merged coherence. Zero before the first contribution.</summary>
    public OrderParameter Order()
    {
        if (Contributions == 0)
            return default;
        double cosines = 0, sines = 0;
        for (var j = 0; j < Oscillators.Count; j++)
        {
            // The merged phase as a vector of length 1; one without a direction counts as 0, as it does among the phases.
            var length = Math.Sqrt(_cosines[j] * _cosines[j] + _sines[j] * _sines[j]);
            cosines += length > 0 ? _cosines[j] / length : 1;
            sines += length > 0 ? _sines[j] / length : 0;
        }

        return OrderParameter.Mean(cosines, sines, Oscillators.Count);
    }
}
