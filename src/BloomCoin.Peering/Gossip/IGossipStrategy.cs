namespace BloomCoin.Peering.Gossip;

/// <summary>How phases are passed on in a round (wire-protocol 4). Knows neither sockets nor messages, so gateway and simulation run the same.</summary>
public interface IGossipStrategy
{
    /// <param name="peers">The peers that are not known to have the merge.</param>
    /// <param name="recentCoherence">The merged coherence of the working height; 0 when nothing is held for it.</param>
    GossipPlan<TPeer> Plan<TPeer>(IReadOnlyCollection<TPeer> peers, double recentCoherence);
}
