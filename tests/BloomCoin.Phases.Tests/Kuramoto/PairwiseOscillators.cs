using BloomCoin.Phases.Kuramoto;

namespace BloomCoin.Phases.Tests.Kuramoto;

/// <summary>The model as it is written: theta_i' = omega_i + (K_eff(r) / N) sum_j sin(theta_j - theta_i), 63 x 63 sines a step.</summary>
internal sealed class PairwiseOscillators
{
    private static readonly double Phi = (1 + Math.Sqrt(5)) / 2;

    private readonly double[] _frequencies = new double[Oscillators.Count];
    private readonly double _coupling, _timeStep;

    /// <summary>Begins with the phases and frequencies of <paramref name="start"/>.</summary>
    public PairwiseOscillators(KuramotoOscillators start, KuramotoProfile profile, double difficulty)
    {
        start.CopyPhases(Phases);
        start.CopyFrequencies(_frequencies);
        _coupling = Math.Sqrt(1 - Math.Pow(Phi, -4)) * profile.Boost / Math.Pow(difficulty, Phi - 1);
        _timeStep = profile.TimeStep;
    }

    public double[] Phases { get; } = new double[Oscillators.Count];

    public void Step()
    {
        var distance = OrderParameter.Of(Phases).R - Bloom.Threshold;
        var sharpness = 1 / Math.Pow(1 - Bloom.Threshold, 2);
        var coupling = _coupling * (1 + Math.Pow(Phi, -2) * Math.Exp(-sharpness * distance * distance));
        var before = Phases.ToArray();
        for (var i = 0; i < Oscillators.Count; i++)
        {
            var pull = before.Sum(other => Math.Sin(other - before[i]));
            Phases[i] += _timeStep * (_frequencies[i] + coupling / Oscillators.Count * pull);
        }
    }
}
