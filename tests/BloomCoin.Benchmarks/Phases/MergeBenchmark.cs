using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using BloomCoin.Phases;
using BloomCoin.Phases.Kernels;

namespace BloomCoin.Benchmarks.Phases;

/// <summary>One contribution's part in a merge of 1 000. The baseline is the same sum with Math.SinCos in double precision.</summary>
[MemoryDiagnoser]
public class MergeBenchmark
{
    private readonly PhaseRows _all = new();
    private readonly double[] _cosines = new double[Oscillators.Count], _sines = new double[Oscillators.Count];
    private readonly CircularMerge _merge = new();

    private readonly float[] _angles = new float[Oscillators.Count];
    private readonly float[] _rowSines = new float[Oscillators.Count], _rowCosines = new float[Oscillators.Count];
    private readonly float[] _floatSines = new float[Oscillators.Count], _floatCosines = new float[Oscillators.Count];

    [Benchmark(Baseline = true, OperationsPerInvoke = PhaseRows.Count)]
    public void DoubleSinCos()
    {
        _merge.Clear();
        for (var k = 0; k < PhaseRows.Count; k++) _merge.Add(_all.Rows.AsSpan(k * Oscillators.Count, Oscillators.Count), _all.Weights[k]);
    }

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public void Tensors()
    {
        Array.Clear(_floatSines);
        Array.Clear(_floatCosines);
        for (var k = 0; k < PhaseRows.Count; k++)
        {
            TensorPrimitives.ConvertTruncating<ushort, float>(_all.Rows.AsSpan(k * Oscillators.Count, Oscillators.Count), _angles);
            TensorPrimitives.Multiply(_angles, (float)Quantization.Step, _angles);
            TensorPrimitives.SinCos(_angles, _rowSines, _rowCosines);
            TensorPrimitives.MultiplyAdd(_rowSines, _all.Weights[k], _floatSines, _floatSines);
            TensorPrimitives.MultiplyAdd(_rowCosines, _all.Weights[k], _floatCosines, _floatCosines);
        }
    }

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public double Scalar() => Sum(KernelPath.Scalar);

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public double Vector256() => Sum(KernelPath.Vector256);

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public double Vector512() => Sum(KernelPath.Vector512);

    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public void Merge()
    {
        _merge.Clear();
        _merge.Add(_all.Rows, _all.Weights);
    }

    /// <summary>The memory bound: every phase read once, one vector addition each 32 of them.</summary>
    [Benchmark(OperationsPerInvoke = PhaseRows.Count)]
    public ushort ReadOnly() => TensorPrimitives.Sum<ushort>(_all.Rows);

    private double Sum(KernelPath path) => MergeKernel.Add(path, _all.Rows, _all.Weights, _cosines, _sines);
}
