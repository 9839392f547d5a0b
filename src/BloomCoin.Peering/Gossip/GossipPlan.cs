namespace BloomCoin.Peering.Gossip;

/// <summary>What one gossip round does.</summary>
/// <param name="Push">Who is sent the PHASE of the working height.</param>
/// <param name="Announce">Who is told by COHERENCE which heights are held, and asks for what it wants.</param>
public readonly record struct GossipPlan<TPeer>(IReadOnlyCollection<TPeer> Push, IReadOnlyCollection<TPeer> Announce);
