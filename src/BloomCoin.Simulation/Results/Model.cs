using BloomCoin.Simulation.Experiments;

namespace BloomCoin.Simulation.Results;

/// <summary>What a model of the same experiment in NumPy gave in 12 runs, before this code was written.</summary>
/// <remarks>Its medians are of the runs that bloomed.</remarks>
public static class Model
{
    private static readonly Dictionary<Setting, (int Bloomed, int Median)> Figures = new()
    {
        [new(1.2, 1, null)] = (4, 1_428),
        [new(1.2, 10, null)] = (12, 520),
        [new(1.2, 10, new())] = (12, 463),
        [new(1.2, 30, new())] = (12, 422),
        [new(1.0, 1, null)] = (0, 0),
        [new(1.0, 10, null)] = (10, 754),
        [new(1.0, 10, new())] = (12, 1_006),
        [new(1.0, 30, new())] = (12, 602),
        [new(0.8, 1, null)] = (0, 0),
        [new(0.8, 10, null)] = (2, 2_846),
        [new(0.8, 10, new())] = (12, 1_429),
        [new(0.8, 30, new())] = (12, 1_006),
    };

    /// <summary>In words; empty where the model has no such setting.</summary>
    public static string Describe(Setting setting) =>
        !Figures.TryGetValue(setting, out var figure) ? ""
        : figure.Bloomed == 0 ? "0 of 12"
        : FormattableString.Invariant($"{figure.Bloomed} of 12, {figure.Median}");
}
