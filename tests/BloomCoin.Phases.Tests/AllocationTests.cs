using BloomCoin.Phases.Kernels;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Phases.Tests;

/// <summary>What runs once a contribution, claim or round allocates nothing.</summary>
public sealed class AllocationTests
{
    private const int Contributions = 100;

    private static readonly ushort[] Rows =
        [.. Enumerable.Range(0, Contributions * Oscillators.Count).Select(i => unchecked((ushort)(i * 40_503)))];

    private static readonly float[] Weights = [.. Enumerable.Range(0, Contributions).Select(k => k / (float)Contributions)];

    public static TheoryData<KernelPath> Paths => [.. Enum.GetValues<KernelPath>()];

    [Theory, MemberData(nameof(Paths))]
    public void Merging_allocates_nothing(KernelPath path)
    {
        double[] cosines = new double[Oscillators.Count], sines = new double[Oscillators.Count];
        AssertAllocatesNothing(() => MergeKernel.Add(path, Rows, Weights, cosines, sines));
    }

    [Fact]
    public void A_round_of_merging_allocates_nothing()
    {
        CircularMerge merge = new(), prefix = new();
        var phases = new ushort[Oscillators.Count];
        AssertAllocatesNothing(() =>
        {
            merge.Clear();
            merge.Add(Rows, Weights);
            merge.Add(Rows.AsSpan(0, Oscillators.Count), 0.5);
            merge.Add(prefix, 0.25);
            merge.CopyPhases(phases);
            return merge.Order();
        });
    }

    [Theory, MemberData(nameof(Paths))]
    public void Measuring_coherence_allocates_nothing(KernelPath path) =>
        AssertAllocatesNothing(() => CoherenceKernel.R(path, Rows.AsSpan(0, Oscillators.Count)));

    [Fact]
    public void Judging_claims_allocates_nothing()
    {
        var valid = new bool[Contributions];
        AssertAllocatesNothing(() => PhaseClaim.Verify(Rows, Weights, valid));
    }

    [Fact]
    public void A_round_of_mining_allocates_nothing()
    {
        var oscillators = new KuramotoOscillators(new byte[32], KuramotoProfile.Devnet, 1);
        var phases = new ushort[Oscillators.Count];
        AssertAllocatesNothing(() =>
        {
            oscillators.Step();
            oscillators.CopyPhases(phases);
            oscillators.SetPhases(phases);
            return oscillators.Order;
        });
    }

    private static void AssertAllocatesNothing<T>(Func<T> action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
