namespace BloomCoin.Peering.Gossip;

/// <summary>Tells every peer which heights are held; PHASE goes to those who ask.</summary>
public sealed class LazyStrategy : IGossipStrategy
{
    public GossipPlan<TPeer> Plan<TPeer>(IReadOnlyCollection<TPeer> peers, double recentCoherence) => new([], peers);
}
