using BenchmarkDotNet.Attributes;
using BloomCoin.Phases;
using BloomCoin.Phases.Kernels;

namespace BloomCoin.Benchmarks.Phases;

/// <summary>r of one contribution, and the verdict on its claim. The baseline is r with Math.SinCos in double precision.</summary>
[MemoryDiagnoser]
public class ClaimBenchmark
{
    private readonly PhaseRows _all = new();
    private readonly float[] _claims = new float[PhaseRows.Count];
    private readonly bool[] _valid = new bool[PhaseRows.Count];

    public ClaimBenchmark()
    {
        for (var k = 0; k < PhaseRows.Count; k++) _claims[k] = (float)OrderParameter.Of(Row(k)).R;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PhaseRows.Count)]
    public double DoubleSinCos()
    {
        var sum = 0.0;
        for (var k = 0; k < PhaseRows.Count; k++) sum += OrderParameter.Of(Row(k)).R;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public double Scalar() => Sum(KernelPath.Scalar);

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public double Vector256() => Sum(KernelPath.Vector256);

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public double Vector512() => Sum(KernelPath.Vector512);

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public int Verify() => PhaseClaim.Verify(_all.Rows, _claims, _valid);

    private double Sum(KernelPath path)
    {
        var sum = 0.0;
        for (var k = 0; k < PhaseRows.Count; k++) sum += CoherenceKernel.R(path, Row(k));
        return sum;
    }

    private ReadOnlySpan<ushort> Row(int k) => _all.Rows.AsSpan(k * Oscillators.Count, Oscillators.Count);
}
