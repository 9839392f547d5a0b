namespace BloomCoin.Peering.Gossip;

/// <summary>Eager while the phases are worth spreading, else lazy.</summary>
public sealed class AdaptiveStrategy(EagerStrategy eager, LazyStrategy lazy) : IGossipStrategy
{
    /// <summary>Above this recent coherence a round is eager (wire-protocol 4).</summary>
    public const double EagerAbove = 0.8;

    public GossipPlan<TPeer> Plan<TPeer>(IReadOnlyCollection<TPeer> peers, double recentCoherence) =>
        recentCoherence > EagerAbove ? eager.Plan(peers, recentCoherence) : lazy.Plan(peers, recentCoherence);
}
