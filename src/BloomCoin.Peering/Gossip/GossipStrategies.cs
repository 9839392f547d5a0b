namespace BloomCoin.Peering.Gossip;

/// <summary>The strategies by the names that the configuration has for them.</summary>
public static class GossipStrategies
{
    public const string Eager = "eager";
    public const string Lazy = "lazy";
    public const string Adaptive = "adaptive";

    /// <param name="name">Of one of the three.</param>
    /// <param name="fanout">Peers that are sent a PHASE in an eager round.</param>
    /// <param name="random">Chooses them.</param>
    public static IGossipStrategy Named(string name, int fanout, Random random) => name switch
    {
        Eager => new EagerStrategy(fanout, random),
        Lazy => new LazyStrategy(),
        Adaptive => new AdaptiveStrategy(new EagerStrategy(fanout, random), new LazyStrategy()),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "eager, lazy or adaptive"),
    };
}
