using CsCheck;

namespace BloomCoin.Phases.Tests;

/// <summary>What a merge is, whichever kernel sums it (wire-protocol 4, Merge). Batches of three blocks and less.</summary>
public sealed class BatchMergeTests
{
    /// <summary>Of a sum, for each unit of weight: what two kernels' rounding can differ by.</summary>
    private const double Rounding = 2e-6;

    private static readonly Gen<Contribution[]> Batch =
        Gen.Select(Gen.UShort.Array[Oscillators.Count], Gen.Float[0.05f, 1f], (phases, coherence) => new Contribution(phases, coherence))
            .Array[1, 150];

    [Fact]
    public void A_batch_is_its_contributions_one_by_one() => Batch.Sample(all =>
    {
        var one = new CircularMerge();
        foreach (var (phases, coherence) in all) one.Add(phases, coherence);
        AssertSame(one, Merge(all));
    }, iter: 50);

    [Fact]
    public void The_order_of_contributions_does_not_matter() =>
        Gen.Select(Batch, Gen.Int[0, int.MaxValue]).Sample((all, seed) =>
        {
            Contribution[] shuffled = [.. all];
            new Random(seed).Shuffle(shuffled);
            AssertSame(Merge(all), Merge(shuffled));
        }, iter: 50);

    [Fact]
    public void The_grouping_of_contributions_does_not_matter() => Gen.Select(Batch, Gen.Int[0, 150], Gen.Int[0, 150]).Sample((all, a, b) =>
    {
        var (first, second) = (Math.Min(a, b), Math.Max(a, b));
        var grouped = new CircularMerge();
        grouped.Add(Merge(all.Take(first)));
        grouped.Add(Merge(all.Skip(first).Take(second - first)));
        grouped.Add(Merge(all.Skip(second)));
        AssertSame(Merge(all), grouped);
    }, iter: 50);

    [Fact]
    public void Turning_every_phase_turns_the_merge() => Gen.Select(Batch, Gen.UShort).Sample((all, turn) =>
    {
        var before = Merge(all);
        var after = Merge(all.Select(one => one with { Phases = [.. one.Phases.Select(phase => unchecked((ushort)(phase + turn)))] }));
        var (sine, cosine) = Math.SinCos(Quantization.ToRadians(turn));
        for (var j = 0; j < Oscillators.Count; j++)
        {
            Assert.Equal(before.Cosines[j] * cosine - before.Sines[j] * sine, after.Cosines[j], Rounding * before.Weight);
            Assert.Equal(before.Sines[j] * cosine + before.Cosines[j] * sine, after.Sines[j], Rounding * before.Weight);
        }
    }, iter: 50);

    [Fact]
    public void Equal_contributions_merge_to_themselves() =>
        Gen.Select(Batch, Gen.UShort.Array[Oscillators.Count]).Sample((all, phases) =>
        {
            var merged = new ushort[Oscillators.Count];
            Merge(all.Select(one => one with { Phases = phases })).CopyPhases(merged);
            Assert.Equal(phases, merged);
        }, iter: 50);

    [Fact]
    public void A_contribution_without_weight_changes_nothing_but_the_count() => Batch.Sample(all =>
    {
        var merge = Merge(all.Append(new Contribution(new ushort[Oscillators.Count], 0)));
        AssertSame(Merge(all), merge, added: 1);
    }, iter: 50);

    [Fact]   // W / 4w, and W counts the prefix in full
    public void A_prefix_that_outweighs_the_others_is_scaled_to_a_quarter() => Gen.Select(Batch, Batch).Sample((own, others) =>
    {
        CircularMerge prefix = Merge(own), rest = Merge(others), merge = new();
        var total = prefix.Weight + rest.Weight;
        var scale = PrefixShare.Scale(own.Length + others.Length, total, prefix.Weight);
        merge.Add(rest);
        merge.Add(prefix, scale);
        Assert.Equal(rest.Weight + scale * prefix.Weight, merge.Weight, 1e-9);
        Assert.Equal(rest.Cosines[7] + scale * prefix.Cosines[7], merge.Cosines[7], 1e-9);
        if (own.Length + others.Length >= PrefixShare.LeastContributors)
            Assert.True(scale * prefix.Weight <= total / 4 + 1e-9);
    }, iter: 50);

    [Fact]
    public void The_merged_coherence_is_r_of_the_merged_phases() => Batch.Sample(all =>
    {
        var merge = Merge(all);
        var phases = new double[Oscillators.Count];
        merge.CopyPhases(phases);
        Assert.Equal(OrderParameter.Of(phases).R, merge.Order().R, 1e-13);
    }, iter: 50);

    [Fact]
    public void An_oscillator_without_a_direction_counts_as_phase_zero()
    {
        var merge = new CircularMerge();
        merge.Add(new ushort[Oscillators.Count], 0f);
        var phases = new double[Oscillators.Count];
        merge.CopyPhases(phases);
        Assert.All(phases, phase => Assert.Equal(0, phase));
        Assert.Equal(new OrderParameter(1, 0), merge.Order());
    }

    [Theory, InlineData(62, 1), InlineData(64, 1), InlineData(63, 2), InlineData(0, 1), InlineData(63, 0)]
    public void A_batch_has_63_phases_a_weight(int phases, int weights) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircularMerge().Add(new ushort[phases], new float[weights]));

    private static CircularMerge Merge(IEnumerable<Contribution> all)
    {
        var list = all.ToArray();
        var merge = new CircularMerge();
        merge.Add([.. list.SelectMany(one => one.Phases)], [.. list.Select(one => one.Coherence)]);
        return merge;
    }

    private static void AssertSame(CircularMerge expected, CircularMerge actual, int added = 0)
    {
        Assert.Equal(expected.Contributions + added, actual.Contributions);
        Assert.Equal(expected.Weight, actual.Weight, 1e-9);
        for (var j = 0; j < Oscillators.Count; j++)
        {
            Assert.Equal(expected.Cosines[j], actual.Cosines[j], Rounding * expected.Weight);
            Assert.Equal(expected.Sines[j], actual.Sines[j], Rounding * expected.Weight);
        }
    }

    private sealed record Contribution(ushort[] Phases, float Coherence);
}
