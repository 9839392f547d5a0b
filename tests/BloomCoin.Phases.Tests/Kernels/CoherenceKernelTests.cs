using BloomCoin.Phases.Kernels;
using CsCheck;

namespace BloomCoin.Phases.Tests.Kernels;

public sealed class CoherenceKernelTests
{
    // From all over the turn to nearly one phase: r from 0 to 1.
    private static readonly Gen<ushort[]> Row = Gen.Select(Gen.UShort, Gen.Int[0, 65535], Gen.Int[0, 65535].Array[Oscillators.Count])
        .Select((middle, spread, draws) =>
            draws.Select(draw => unchecked((ushort)(middle + (int)((long)draw * spread / 65535)))).ToArray());

    public static TheoryData<KernelPath> Paths => [.. Enum.GetValues<KernelPath>()];

    [Theory, MemberData(nameof(Paths))]
    public void A_path_agrees_with_double_precision(KernelPath path) => Row.Sample(row =>
        Assert.Equal(OrderParameter.Of(row).R, CoherenceKernel.R(path, row), CoherenceKernel.Error / 10), iter: 2_000);

    [Fact]
    public void All_paths_give_the_same_bits() => Row.Sample(row => Assert.All(
        Enum.GetValues<KernelPath>(), path => Assert.Equal(CoherenceKernel.R(KernelPath.Scalar, row), CoherenceKernel.R(path, row))));

    [Theory, MemberData(nameof(Paths))]
    public void Every_oscillator_counts_once(KernelPath path)
    {
        for (var j = 0; j < Oscillators.Count; j++)
        {
            var row = new ushort[Oscillators.Count];
            row[j] = 32_768;
            Assert.Equal((Oscillators.Count - 2.0) / Oscillators.Count, CoherenceKernel.R(path, row), 1e-6);
        }
    }
}
