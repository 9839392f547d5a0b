using CsCheck;

namespace BloomCoin.Phases.Tests;

// wire-protocol 4, Merge
public sealed class CircularMergeTests
{
    private static readonly Gen<(ushort[] Phases, float Coherence)> Contribution =
        Gen.Select(Gen.UShort.Array[Oscillators.Count], Gen.Float[0.1f, 1f]);

    [Fact]
    public void A_single_contribution_merges_to_itself() => Contribution.Sample(one =>
    {
        var quantized = new ushort[Oscillators.Count];
        Quantization.Quantize(Merged(Fold([one])), quantized);
        Assert.Equal(one.Phases, quantized);
    });

    [Fact]
    public void The_order_of_contributions_does_not_matter() => Contribution.Array[2, 20].Sample(all =>
    {
        var forward = Fold(all);
        var backward = Fold(all.Reverse());
        AssertSameSums(forward, backward);
    });

    [Fact]
    public void The_grouping_of_contributions_does_not_matter() =>
        Gen.Select(Contribution.Array[2, 20], Gen.Int[0, 20]).Sample((all, cut) =>
        {
            var grouped = new CircularMerge();
            grouped.Add(Fold(all.Take(cut)));
            grouped.Add(Fold(all.Skip(cut)));
            AssertSameSums(Fold(all), grouped);
        });

    [Fact]   // the source's weighted circular mean, weight = c_msg / (c_msg + c_local)
    public void Two_contributions_merge_to_the_weighted_circular_mean() => Gen.Select(Contribution, Contribution).Sample((message, local) =>
    {
        double weight = message.Coherence / ((double)message.Coherence + local.Coherence);
        var merge = Fold([message, local]);
        for (var j = 0; j < Oscillators.Count; j++)
        {
            var (s1, c1) = Math.SinCos(Quantization.ToRadians(message.Phases[j]));
            var (s2, c2) = Math.SinCos(Quantization.ToRadians(local.Phases[j]));
            Assert.Equal(weight * c1 + (1 - weight) * c2, merge.Cosines[j] / merge.Weight, 1e-12);
            Assert.Equal(weight * s1 + (1 - weight) * s2, merge.Sines[j] / merge.Weight, 1e-12);
        }
    });

    [Fact]
    public void Nothing_merges_to_no_coherence()
    {
        var merge = new CircularMerge();
        Assert.Equal(default, merge.Order());
        Assert.Equal(0, merge.Contributions);
    }

    [Theory]   // from 8 contributors on a prefix weighs at most a quarter: min(1, W / 4w)
    [InlineData(7, 10, 10, 1)]
    [InlineData(8, 10, 10, 0.25)]
    [InlineData(8, 10, 5, 0.5)]
    [InlineData(8, 10, 2.5, 1)]
    [InlineData(8, 10, 1, 1)]
    [InlineData(8, 0, 0, 1)]
    public void A_prefix_over_a_quarter_of_the_weight_is_scaled_down_to_it(int contributors, double total, double weight, double scale) =>
        Assert.Equal(scale, PrefixShare.Scale(contributors, total, weight), 1e-15);

    [Fact]
    public void A_scaled_prefix_weighs_a_quarter_of_the_whole() => Contribution.Array[8, 20].Sample(all =>
    {
        var total = Fold(all).Weight;
        var prefix = Fold(all.Take(all.Length / 2));
        var merge = new CircularMerge();
        merge.Add(prefix, PrefixShare.Scale(all.Length, total, prefix.Weight));
        return merge.Weight <= total / 4 + 1e-12;
    });

    [Theory, InlineData(0), InlineData(62), InlineData(64)]
    public void A_contribution_has_63_phases(int phases) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircularMerge().Add(new ushort[phases], 1));

    private static CircularMerge Fold(IEnumerable<(ushort[] Phases, float Coherence)> contributions)
    {
        var merge = new CircularMerge();
        foreach (var (phases, coherence) in contributions)
            merge.Add(phases, coherence);
        return merge;
    }

    private static double[] Merged(CircularMerge merge)
    {
        var phases = new double[Oscillators.Count];
        merge.CopyPhases(phases);
        return phases;
    }

    private static void AssertSameSums(CircularMerge expected, CircularMerge actual)
    {
        Assert.Equal(expected.Contributions, actual.Contributions);
        Assert.Equal(expected.Weight, actual.Weight, 1e-12);
        for (var j = 0; j < Oscillators.Count; j++)
        {
            Assert.Equal(expected.Cosines[j], actual.Cosines[j], 1e-12);
            Assert.Equal(expected.Sines[j], actual.Sines[j], 1e-12);
        }
    }
}
