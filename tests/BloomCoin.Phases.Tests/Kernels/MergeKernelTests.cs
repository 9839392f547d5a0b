using BloomCoin.Phases.Kernels;
using CsCheck;

namespace BloomCoin.Phases.Tests.Kernels;

public sealed class MergeKernelTests
{
    private const double Tolerance = 1e-5;

    /// <summary>Weights that small leave the kernel no digits: a product is then below the least normal number.</summary>
    private const double Least = 1e-36;

    // A weight of 0 is a peer without coherence; a third of them has none here.
    private static readonly Gen<float> Weight = Gen.Select(Gen.Int[0, 2], Gen.Float[0f, 1f], (zero, weight) => zero == 0 ? 0 : weight);

    public static TheoryData<KernelPath> Paths => [.. Enum.GetValues<KernelPath>()];

    [Theory, MemberData(nameof(Paths))]
    public void A_path_agrees_with_double_precision_for_every_number_of_contributions(KernelPath path)
    {
        for (var contributions = 0; contributions <= 130; contributions++)   // two blocks and what is left of a third
        {
            Gen.Select(Gen.UShort.Array[contributions * Oscillators.Count], Weight.Array[contributions])
                .Sample((rows, weights) => AssertAgrees(Reference(rows, weights), Sum(path, rows, weights)), iter: 3);
        }
    }

    [Fact]
    public void All_paths_give_the_same_bits() => Gen.Int[0, 200].SelectMany(contributions =>
        Gen.Select(Gen.UShort.Array[contributions * Oscillators.Count], Weight.Array[contributions])).Sample((rows, weights) =>
        {
            var scalar = Sum(KernelPath.Scalar, rows, weights);
            foreach (var path in Enum.GetValues<KernelPath>())
            {
                var sums = Sum(path, rows, weights);
                Assert.Equal(scalar.Weight, sums.Weight);
                Assert.Equal(scalar.Cosines, sums.Cosines);
                Assert.Equal(scalar.Sines, sums.Sines);
            }
        }, iter: 50);

    [Theory, MemberData(nameof(Paths))]
    public void Each_of_the_65536_phases_has_its_sine_and_cosine_at_every_place_of_the_row(KernelPath path)
    {
        for (var first = 0; first < Quantization.StepsPerTurn; first += Oscillators.Count)
        {
            var row = Enumerable.Range(first, Oscillators.Count).Select(q => unchecked((ushort)q)).ToArray();
            var sums = Sum(path, row, [1f]);
            for (var j = 0; j < Oscillators.Count; j++)
            {
                var (sine, cosine) = Math.SinCos(Quantization.ToRadians(row[j]));
                Assert.Equal(sine, sums.Sines[j], 8e-7);
                Assert.Equal(cosine, sums.Cosines[j], 8e-7);
            }
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void The_error_does_not_grow_with_the_number_of_contributions(KernelPath path)
    {
        const int Contributions = 20_000;
        var rows = new ushort[Contributions * Oscillators.Count];
        Array.Fill(rows, (ushort)12_345);
        AssertAgrees(Reference(rows, Ones(Contributions)), Sum(path, rows, Ones(Contributions)), 1e-6);
    }

    [Theory, MemberData(nameof(Paths))]   // the last vector of a row overlaps the one before and does not read on
    public void What_lies_behind_the_last_row_does_not_count(KernelPath path)
    {
        var rows = new ushort[3 * Oscillators.Count];
        var clean = Sum(path, rows.AsSpan(0, 2 * Oscillators.Count), [1f, 1f]);
        Array.Fill(rows, (ushort)32_768, 2 * Oscillators.Count, Oscillators.Count);
        Assert.Equal(clean.Cosines, Sum(path, rows.AsSpan(0, 2 * Oscillators.Count), [1f, 1f]).Cosines);
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_kernel_adds_to_the_sums_that_are_there(KernelPath path)
    {
        double[] cosines = new double[Oscillators.Count], sines = new double[Oscillators.Count];
        var row = new ushort[Oscillators.Count];
        for (var i = 0; i < 3; i++) MergeKernel.Add(path, row, [0.5f], cosines, sines);
        Assert.All(cosines, cosine => Assert.Equal(1.5, cosine, 1e-6));
        Assert.All(sines, sine => Assert.Equal(0, sine));
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static Sums Reference(ReadOnlySpan<ushort> rows, ReadOnlySpan<float> weights)
    {
        var merge = new CircularMerge();
        for (var k = 0; k < weights.Length; k++) merge.Add(rows.Slice(k * Oscillators.Count, Oscillators.Count), weights[k]);
        return new Sums(merge.Weight, merge.Cosines.ToArray(), merge.Sines.ToArray());
    }

    private static Sums Sum(KernelPath path, ReadOnlySpan<ushort> rows, ReadOnlySpan<float> weights)
    {
        double[] cosines = new double[Oscillators.Count], sines = new double[Oscillators.Count];
        return new Sums(MergeKernel.Add(path, rows, weights, cosines, sines), cosines, sines);
    }

    private static void AssertAgrees(Sums expected, Sums actual, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Weight, actual.Weight, 1e-9 * expected.Weight);
        for (var j = 0; j < Oscillators.Count; j++)
        {
            Assert.Equal(expected.Cosines[j], actual.Cosines[j], tolerance * expected.Weight + Least);
            Assert.Equal(expected.Sines[j], actual.Sines[j], tolerance * expected.Weight + Least);
        }
    }

    private sealed record Sums(double Weight, double[] Cosines, double[] Sines);
}
