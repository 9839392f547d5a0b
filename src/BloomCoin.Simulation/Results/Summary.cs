using BloomCoin.Simulation.Experiments;
using BloomCoin.Simulation.Mining;

namespace BloomCoin.Simulation.Results;

/// <summary>What the runs of one setting came to.</summary>
/// <param name="Setting">What was run.</param>
/// <param name="Blooms">One a run, in the order of runs; null where there was none.</param>
public sealed record Summary(Setting Setting, IReadOnlyList<FirstBloom?> Blooms)
{
    private readonly int[] _bloomed = [.. Blooms.OfType<FirstBloom>().Select(bloom => bloom.Round).Order()];

    /// <summary>Runs that bloomed.</summary>
    public int Bloomed => _bloomed.Length;

    /// <summary>All rounds of all runs, those in vain too, for each bloom: what a miner that starts anew waits for one.</summary>
    /// <value>Null without a bloom.</value>
    public double? RoundsPerBloom =>
        Bloomed == 0 ? null : Blooms.Sum(bloom => (double)(bloom?.Round ?? Setting.MaxRounds)) / Bloomed;

    /// <summary>How many miners bloom in the round of the first bloom, on average. Null without a bloom.</summary>
    public double? MinersPerBloom => Bloomed == 0 ? null : Blooms.Sum(bloom => bloom?.Miners ?? 0) / (double)Bloomed;

    /// <summary>Rounds that a part of the blooms had come by, interpolated between neighbours. Null without a bloom.</summary>
    /// <param name="part">0 to 1; 1/2 is the median.</param>
    public double? Quantile(double part)
    {
        if (Bloomed == 0)
            return null;
        var at = part * (Bloomed - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, Bloomed - 1);
        return _bloomed[below] + (at - below) * (_bloomed[above] - _bloomed[below]);
    }
}
