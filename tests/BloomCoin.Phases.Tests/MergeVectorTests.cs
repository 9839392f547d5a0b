using System.Text.Json;
using BloomCoin.Phases.Kernels;

namespace BloomCoin.Phases.Tests;

/// <summary>The merge entries of tests/vectors/chain-vectors.json: what the public implementation produced.</summary>
public sealed class MergeVectorTests
{
    private static readonly JsonElement Vectors = VectorFile.Root.GetProperty("merge");

    public static TheoryData<int> Merges => new(Enumerable.Range(0, Vectors.GetArrayLength()));

    public static MatrixTheoryData<int, KernelPath> MergesByPath =>
        new(Enumerable.Range(0, Vectors.GetArrayLength()), Enum.GetValues<KernelPath>());

    [Theory, MemberData(nameof(Merges))]   // wire-protocol 4, Merge
    public void A_merge_is_the_published_one(int index)
    {
        var vector = Vectors[index];
        var expected = vector.GetProperty("merged").EnumerateArray().Select(phase => phase.GetDouble()).ToArray();
        var phases = new double[Oscillators.Count];
        var merge = Fold(vector);
        merge.CopyPhases(phases);

        Assert.All(phases.Zip(expected), pair => Assert.Equal(0, Math.IEEERemainder(pair.First - pair.Second, 2 * Math.PI), 1e-10));
        Assert.Equal(vector.GetProperty("r").GetDouble(), merge.Order().R, 1e-11);
    }

    [Theory, MemberData(nameof(MergesByPath))]
    public void Every_kernel_merges_to_the_published_sums(int index, KernelPath path)
    {
        var vector = Vectors[index];
        var (rows, weights) = Batch(vector);
        double[] cosines = new double[Oscillators.Count], sines = new double[Oscillators.Count];
        var weight = MergeKernel.Add(path, rows, weights, cosines, sines);

        for (var j = 0; j < Oscillators.Count; j++)
        {
            // Off the published direction the sum has no length: that also holds where it is short and its angle says little.
            var (sine, cosine) = Math.SinCos(vector.GetProperty("merged")[j].GetDouble());
            Assert.Equal(0, sines[j] * cosine - cosines[j] * sine, 1e-6 * weight);
            Assert.True(sines[j] * sine + cosines[j] * cosine > 0);
        }
    }

    [Theory, MemberData(nameof(Merges))]
    public void A_merge_of_the_whole_batch_has_the_published_coherence(int index)
    {
        var merge = new CircularMerge();
        var (rows, weights) = Batch(Vectors[index]);
        merge.Add(rows, weights);
        Assert.Equal(Vectors[index].GetProperty("r").GetDouble(), merge.Order().R, 1e-5);
    }

    [Theory, MemberData(nameof(Merges))]   // wire-protocol 4: q = round(theta / (2 pi) * 65536) mod 65536
    public void A_published_phase_survives_quantisation_to_half_a_step(int index)
    {
        foreach (var phase in Vectors[index].GetProperty("merged").EnumerateArray().Select(phase => phase.GetDouble()))
        {
            var back = Quantization.ToRadians(Quantization.Quantize(phase));
            Assert.InRange(Math.Abs(Math.IEEERemainder(back - phase, 2 * Math.PI)), 0, Quantization.Step / 2 * (1 + 1e-9));
        }
    }

    private static (ushort[] Rows, float[] Weights) Batch(JsonElement vector)
    {
        var phases = vector.GetProperty("quantized").EnumerateArray().SelectMany(row => row.EnumerateArray());
        return ([.. phases.Select(phase => phase.GetUInt16())],
            [.. vector.GetProperty("coherence").EnumerateArray().Select(weight => weight.GetSingle())]);
    }

    private static CircularMerge Fold(JsonElement vector)
    {
        var merge = new CircularMerge();
        var contributions = vector.GetProperty("quantized").EnumerateArray().Zip(vector.GetProperty("coherence").EnumerateArray());
        foreach (var (quantized, coherence) in contributions)
            merge.Add(quantized.EnumerateArray().Select(phase => phase.GetUInt16()).ToArray(), coherence.GetDouble());
        return merge;
    }
}
