using BloomCoin.Simulation.Mining;
using BloomCoin.Simulation.Results;

namespace BloomCoin.Simulation.Experiments;

/// <summary>Runs settings on all cores. What comes out depends on the seed alone, not on which run ends first.</summary>
/// <param name="runs">Of each setting.</param>
/// <param name="seed">The same seed gives every setting the same miners, so that settings differ in what the miners do alone.</param>
public sealed class Experiment(int runs, int seed)
{
    public IReadOnlyList<Summary> Run(IReadOnlyList<Setting> settings, CancellationToken cancellation = default)
    {
        var blooms = settings.Select(_ => new FirstBloom?[runs]).ToArray();
        Parallel.For(0, settings.Count * runs, new ParallelOptions { CancellationToken = cancellation }, item =>
        {
            var (setting, run) = Math.DivRem(item, runs);
            blooms[setting][run] = settings[setting].Run(seed, run);
        });
        return [.. settings.Zip(blooms, (setting, of) => new Summary(setting, of))];
    }
}
