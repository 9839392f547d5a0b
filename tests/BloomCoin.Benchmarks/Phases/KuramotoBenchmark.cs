using BenchmarkDotNet.Attributes;
using BloomCoin.Phases;
using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Benchmarks.Phases;

/// <summary>One step of 63 oscillators. The baseline is the model as the original computes it: 63 x 63 sines.</summary>
[MemoryDiagnoser]
public class KuramotoBenchmark
{
    private const int Steps = 1_000;

    private readonly KuramotoOscillators _oscillators = new(new byte[32], KuramotoProfile.Devnet, 1);
    private readonly double[] _phases = new double[Oscillators.Count], _next = new double[Oscillators.Count];
    private readonly double[] _frequencies = new double[Oscillators.Count];
    private double _psi;

    public KuramotoBenchmark()
    {
        _oscillators.CopyPhases(_phases);
        _oscillators.CopyFrequencies(_frequencies);
    }

    [Benchmark(Baseline = true)]
    public double PairwiseSines()
    {
        var coupling = KuramotoProfile.Devnet.Boost / Oscillators.Count;
        for (var i = 0; i < Oscillators.Count; i++)
        {
            var pull = 0.0;
            for (var j = 0; j < Oscillators.Count; j++) pull += Math.Sin(_phases[j] - _phases[i]);
            _next[i] = _phases[i] + KuramotoProfile.Devnet.TimeStep * (_frequencies[i] + coupling * pull);
        }

        _next.CopyTo(_phases, 0);
        return OrderParameter.Of(_phases).R;
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public double MeanFieldSinCos()
    {
        for (var step = 0; step < Steps; step++)
        {
            var (r, psi) = OrderParameter.Of(_phases);
            for (var i = 0; i < Oscillators.Count; i++)
            {
                var pull = KuramotoProfile.Devnet.Boost * r * Math.Sin(psi - _phases[i]);
                _phases[i] += KuramotoProfile.Devnet.TimeStep * (_frequencies[i] + pull);
            }
        }

        return _phases[0];
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public double Step()
    {
        for (var step = 0; step < Steps; step++) _oscillators.Step();
        return _oscillators.R;
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public double StepAndPsi()
    {
        for (var step = 0; step < Steps; step++)
        {
            _oscillators.Step();
            _psi += _oscillators.Order.Psi;
        }

        return _psi;
    }
}
