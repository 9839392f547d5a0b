using BloomCoin.Peering.Admission;
using CsCheck;

namespace BloomCoin.Peering.Tests.Admission;

/// <summary>p2p-anchors, inbound when full: 4 networks, 8 by round trip, 4 by transaction, 4 by block, half of the rest by age; then the youngest of the largest network.</summary>
public sealed class EvictionTests
{
    private const ulong Crowd = 99;

    private static readonly Gen<EvictionCandidate[]> Candidates =
        Gen.Select(Gen.ULong[1, 7], Gen.Int[0, 50], Gen.Long[0, 20], Gen.Long[0, 20]).Array[0, 150].Select(drawn =>
            drawn.Select((one, index) => new EvictionCandidate(
                index + 1, one.Item1, one.Item2 == 0 ? null : TimeSpan.FromMilliseconds(one.Item2), Math.Max(0, one.Item3 - 5), Math.Max(0, one.Item4 - 5)))
            .ToArray());

    [Fact]
    public void Who_is_among_the_best_of_all_in_anything_is_never_chosen() => Gen.Select(Candidates, Gen.ULong).Sample((candidates, key) =>
    {
        if (Choose(candidates, key) is not { } victim) return;
        Assert.DoesNotContain(victim, Best(8, candidates.Where(one => one.RoundTrip is not null).OrderBy(one => one.RoundTrip)));
        Assert.DoesNotContain(victim, Best(4, candidates.Where(one => one.LastTransaction != 0).OrderByDescending(one => one.LastTransaction)));
        Assert.DoesNotContain(victim, Best(4, candidates.Where(one => one.LastBlock != 0).OrderByDescending(one => one.LastBlock)));
        Assert.NotEqual(candidates[0].Number, victim);   // the oldest of all is the oldest of its network, or of the older half
    });

    [Fact]
    public void The_victim_is_the_youngest_of_the_largest_network_that_is_left_when_some_four_networks_are_protected() =>
        Gen.Select(Candidates, Gen.ULong).Sample((candidates, key) =>
        {
            var victim = Choose(candidates, key);
            Assert.Contains(NaiveEviction.Choices(candidates), networks => NaiveEviction.Choose(candidates, networks) == victim);
        }, iter: 200);

    [Fact]
    public void The_same_candidates_and_key_give_the_same_victim_in_whatever_order_they_come() =>
        Gen.Select(Candidates, Gen.ULong, Gen.Int).Sample((candidates, key, seed) =>
        {
            var shuffled = candidates.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Choose(candidates, key), Choose(shuffled, key));
        });

    [Fact]
    public void Somebody_goes_as_soon_as_there_are_more_than_can_be_protected() => Gen.Select(Candidates, Gen.ULong).Sample((candidates, key) =>
        Assert.True(candidates.Length <= 20 || Choose(candidates, key) is not null));

    [Theory, InlineData(0), InlineData(1), InlineData(4)]
    public void With_four_connections_of_different_networks_nobody_goes(int count) =>
        Assert.Null(Choose([.. Enumerable.Range(1, count).Select(number => new EvictionCandidate(number, (ulong)number, null, 0, 0))], key: 1));

    [Fact]   // Diversity:ExemptLoopback: each is a network of its own
    public void Connections_of_no_network_are_not_one_network()
    {
        Assert.Null(Choose([.. Enumerable.Range(1, 4).Select(number => new EvictionCandidate(number, NetworkGroup.None, null, 0, 0))], key: 1));
        var candidates = Enumerable.Range(1, 60).Select(number => new EvictionCandidate(number, number < 41 ? NetworkGroup.None : Crowd, null, 0, 0));
        Assert.Equal(60, Choose([.. candidates], key: 1));
    }

    [Fact]   // p2p-anchors, scenario 24
    public void Old_fast_and_useful_peers_stay_while_1000_come_from_one_network() =>
        Gen.Select(Gen.ULong, Gen.Int[30, 125]).Sample((key, room) =>
        {
            var connected = Enumerable.Range(1, 4).Select(number => new EvictionCandidate(number, 1, null, 0, 0))                        // old
                .Concat(Enumerable.Range(5, 8).Select(number => new EvictionCandidate(number, 2, TimeSpan.FromMilliseconds(1), 0, 0)))   // fast
                .Concat(Enumerable.Range(13, 4).Select(number => new EvictionCandidate(number, 3, null, LastBlock: number, 0)))          // bring blocks
                .Concat(Enumerable.Range(17, 4).Select(number => new EvictionCandidate(number, 4, null, 0, number))).ToList();           // bring transactions
            for (var number = 21; number <= 1020; number++)
            {
                var newcomer = new EvictionCandidate(number, Crowd, TimeSpan.FromMilliseconds(5), 0, 0);
                if (connected.Count >= room)
                {
                    if (Choose([.. connected], key) is not { } victim) continue;
                    connected.RemoveAll(one => one.Number == victim);
                }

                connected.Add(newcomer);
            }

            Assert.Equal(Enumerable.Range(1, 20), connected.Where(one => one.Network != Crowd).Select(one => (int)one.Number));
            Assert.Equal(room, connected.Count);
        }, iter: 20);

    [Fact]   // who knew which networks are protected would come from these
    public void Which_networks_are_protected_depends_on_the_key()
    {
        EvictionCandidate[] candidates = [.. Enumerable.Range(1, 40).Select(number => new EvictionCandidate(number, (ulong)number, null, 0, 0))];
        Assert.True(Enumerable.Range(0, 100).Select(key => Choose(candidates, (ulong)key)).Distinct().Count() > 1);
    }

    [Fact]
    public void The_least_useful_brought_nothing_for_longest_and_of_those_that_never_did_is_the_youngest()
    {
        EvictionCandidate[] network = [new(1, 1, null, 50, 0), new(2, 1, null, 0, 0), new(3, 1, null, 0, 0), new(4, 1, null, 0, 40)];
        Assert.Equal(3, Eviction.LeastUseful(network));
        Assert.Equal(2, Eviction.LeastUseful([network[0], network[1], network[3]]));
        Assert.Equal(4, Eviction.LeastUseful([network[0], network[3]]));
        Assert.Equal(1, Eviction.LeastUseful([network[0]]));
        Assert.Null(Eviction.LeastUseful([]));
    }

    private static long? Choose(EvictionCandidate[] candidates, ulong key) => Eviction.Choose([.. candidates], key);

    private static IEnumerable<long> Best(int count, IOrderedEnumerable<EvictionCandidate> order) =>
        order.ThenBy(one => one.Number).Take(count).Select(one => one.Number);
}
