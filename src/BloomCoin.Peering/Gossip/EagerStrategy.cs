namespace BloomCoin.Peering.Gossip;

/// <summary>Sends PHASE to some peers, chosen by chance anew in every round.</summary>
/// <param name="fanout">How many.</param>
/// <param name="random">Chooses them; a peer must not predict whether it is among them.</param>
public sealed class EagerStrategy(int fanout, Random random) : IGossipStrategy
{
    public GossipPlan<TPeer> Plan<TPeer>(IReadOnlyCollection<TPeer> peers, double recentCoherence)
    {
        TPeer[] drawn = [.. peers];
        var count = Math.Min(fanout, drawn.Length);
        for (var index = 0; index < count; index++)
        {
            var other = random.Next(index, drawn.Length);
            (drawn[index], drawn[other]) = (drawn[other], drawn[index]);
        }

        return new GossipPlan<TPeer>(drawn[..count], []);
    }
}
