using BloomCoin.Simulation.Experiments;

namespace BloomCoin.Simulation.Results;

/// <summary>What the runs of one setting came to.</summary>
/// <param name="Setting">What was run.</param>
/// <param name="Rounds">One a run, in the order of runs: the round of the bloom, or null.</param>
public sealed record Summary(Setting Setting, IReadOnlyList<int?> Rounds)
{
    private readonly int[] _bloomed = [.. Rounds.OfType<int>().Order()];

    /// <summary>Runs that bloomed.</summary>
    public int Bloomed => _bloomed.Length;

    /// <summary>All rounds of all runs, those in vain too, for each bloom: what a miner that starts anew waits for one. Null without a bloom.</summary>
    public double? RoundsPerBloom => Bloomed == 0 ? null : Rounds.Sum(rounds => (double)(rounds ?? Setting.MaxRounds)) / Bloomed;

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
