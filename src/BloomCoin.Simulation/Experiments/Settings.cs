namespace BloomCoin.Simulation.Experiments;

/// <summary>What is asked: whether miners that share bloom sooner, and what of it depends on how they share.</summary>
public static class Settings
{
    private static readonly double[] Boosts = [1.2, 1.0, 0.8];
    private static readonly int[] Groups = [3, 10, 30];

    /// <summary>Alone, best of several alone, several that share.</summary>
    public static IReadOnlyList<Setting> Main { get; } =
    [
        .. from boost in Boosts
           from setting in (IEnumerable<Setting>)
           [
               new Setting(boost, 1, null),
               .. Groups.Select(miners => new Setting(boost, miners, null)),
               .. Groups.Select(miners => new Setting(boost, miners, new Sharing())),
           ]
           select setting,
    ];

    /// <summary>Ten miners that share in other ways.</summary>
    public static IReadOnlyList<Setting> Variants { get; } =
    [
        .. from boost in Boosts
           from sharing in (Sharing[])
           [
               new Sharing(50), new Sharing(100), new Sharing(500), new Sharing(1_000),
               new Sharing(50, KeepsBloom: false), new Sharing(500, KeepsBloom: false),
               new Sharing(50, Partners: 3), new Sharing(500, Partners: 3),
           ]
           select new Setting(boost, 10, sharing),
    ];
}
