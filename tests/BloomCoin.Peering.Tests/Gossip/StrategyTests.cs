using BloomCoin.Peering.Gossip;
using CsCheck;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>wire-protocol 4: eager sends to fanout random peers, lazy tells all, adaptive is eager above 0.8.</summary>
public sealed class StrategyTests
{
    private static readonly Gen<int[]> Peers = Gen.Int[0, 200].Select(count => Enumerable.Range(0, count).ToArray());

    [Fact]
    public void Eager_pushes_to_fanout_different_peers_or_to_all_and_announces_to_none() =>
        Gen.Select(Peers, Gen.Int[1, 32], Gen.Int, Gen.Double[0, 1]).Sample((peers, fanout, seed, coherence) =>
        {
            var plan = GossipStrategies.Named("eager", fanout, new Random(seed)).Plan(peers, coherence);
            Assert.Equal(Math.Min(fanout, peers.Length), plan.Push.Count);
            Assert.Distinct(plan.Push);
            Assert.Subset(peers.ToHashSet(), plan.Push.ToHashSet());
            Assert.Empty(plan.Announce);
        });

    [Fact]
    public void Lazy_announces_to_every_peer_and_pushes_to_none() =>
        Gen.Select(Peers, Gen.Double[0, 1]).Sample((peers, coherence) =>
        {
            var plan = GossipStrategies.Named("lazy", 3, new Random(1)).Plan(peers, coherence);
            Assert.Equal(peers, plan.Announce);
            Assert.Empty(plan.Push);
        });

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.8, false)]
    [InlineData(0.8000001, true)]
    [InlineData(1, true)]
    public void Adaptive_is_eager_above_0_8_and_lazy_up_to_it(double coherence, bool isEager)
    {
        var plan = GossipStrategies.Named("adaptive", 3, new Random(1)).Plan(Enumerable.Range(0, 10).ToArray(), coherence);
        Assert.Equal(isEager ? (3, 0) : (0, 10), (plan.Push.Count, plan.Announce.Count));
    }

    [Fact]   // a peer must not be left out for long, nor guess whether it is
    public void Over_many_rounds_every_peer_is_chosen_about_equally_often()
    {
        const int rounds = 20_000;
        var (strategy, peers) = (new EagerStrategy(3, new Random(42)), Enumerable.Range(0, 10).ToArray());
        var chosen = new int[peers.Length];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var peer in strategy.Plan(peers, 1).Push) chosen[peer]++;
        }

        Assert.All(chosen, count => Assert.InRange(count, rounds * 3 / 10 * 0.95, rounds * 3 / 10 * 1.05));
    }

    [Fact]
    public void A_strategy_without_a_name_of_the_three_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GossipStrategies.Named("Eager", 3, new Random(1)));
}
