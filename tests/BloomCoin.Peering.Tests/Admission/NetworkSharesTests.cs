using BloomCoin.Peering.Admission;
using CsCheck;

namespace BloomCoin.Peering.Tests.Admission;

/// <summary>wire-protocol 6: one network has at most 25 % of the connections once there are 8 or more.</summary>
public sealed class NetworkSharesTests
{
    private readonly NetworkShares _shares = new();

    [Fact]
    public void Seven_connections_may_be_of_one_network_and_the_eighth_may_not()
    {
        for (var count = 0; count < 7; count++) Take(1);
        Assert.False(_shares.Admits(1, takesPlace: false));
        Assert.True(_shares.Admits(2, takesPlace: false));
    }

    [Fact]
    public void A_quarter_is_within_the_rule_and_one_more_is_not()
    {
        for (var network = 2UL; network < 8; network++) Take(network);
        Take(1);
        Assert.True(_shares.Admits(1, takesPlace: false));   // 2 of 8
        Take(1);
        Assert.False(_shares.Admits(1, takesPlace: false));  // 3 of 9
    }

    [Fact]   // a newcomer for whom another goes makes its network larger and the whole no larger
    public void Who_takes_the_place_of_another_is_one_of_as_many_as_before()
    {
        for (var network = 2UL; network < 11; network++) Take(network);
        Take(1);
        Take(1);
        Assert.True(_shares.Admits(1, takesPlace: false));   // 3 of 12
        Assert.False(_shares.Admits(1, takesPlace: true));   // 3 of 11
    }

    [Fact]   // over the whole cluster
    public void The_connections_of_other_gateways_count_like_ours()
    {
        Take(1);
        _shares.Learn(10, new Dictionary<ulong, int> { [1] = 2 });
        Assert.False(_shares.Admits(1, takesPlace: false));   // 4 of 12
        _shares.Learn(14, new Dictionary<ulong, int> { [1] = 2 });
        Assert.True(_shares.Admits(1, takesPlace: false));    // 4 of 16
        _shares.Learn(7, new Dictionary<ulong, int> { [1] = 1 });
        Assert.False(_shares.Admits(1, takesPlace: false));   // 3 of 9
    }

    [Fact]   // Diversity:ExemptLoopback
    public void What_is_of_no_network_is_counted_and_not_bounded()
    {
        for (var count = 0; count < 30; count++)
        {
            Assert.True(_shares.Admits(NetworkGroup.None, takesPlace: false));
            Take(NetworkGroup.None);
        }

        Assert.Equal(30, _shares.Own);
        Assert.True(_shares.Admits(1, takesPlace: false));
    }

    [Theory]
    [InlineData(7, 7, 0)]
    [InlineData(2, 8, 0)]
    [InlineData(3, 8, 1)]
    [InlineData(8, 8, 1)]      // then there are seven, and the rule rests
    [InlineData(50, 100, 34)]  // 16 of 66
    [InlineData(100, 100, 93)]
    public void As_many_are_too_many_as_must_go_until_the_rule_holds_or_rests(int count, int total, int excess) =>
        Assert.Equal(excess, NetworkShares.Excess(count, total));

    [Fact]
    public void When_the_excess_is_gone_the_rule_holds_and_with_one_less_it_would_not() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 100_000]).Where((count, others) => count + others > 0).Sample((count, others) =>
        {
            var excess = NetworkShares.Excess(count, count + others);
            Assert.True(Holds(count - excess, count + others - excess));
            Assert.True(excess == 0 || !Holds(count - excess + 1, count + others - excess + 1));
        });

    [Fact]
    public void Only_admitted_newcomers_never_make_a_network_larger_than_its_share() =>
        Gen.ULong[1, 6].Array[0, 300].Sample(newcomers =>
        {
            var (shares, taken) = (new NetworkShares(), new List<ulong>());
            foreach (var network in newcomers.Where(network => shares.Admits(network, takesPlace: false)))
            {
                shares.Add(network);
                taken.Add(network);
                Assert.True(Holds(taken.Count(one => one == network), taken.Count));
            }
        });

    [Fact]   // the report of a gateway is bounded
    public void At_most_100_networks_are_told_and_each_that_could_be_too_large_is() =>
        Gen.ULong[1, 2000].Array[0, 3000].Sample(connections =>
        {
            var shares = new NetworkShares();
            foreach (var network in connections) shares.Add(network);
            var told = shares.Told.ToDictionary();
            Assert.InRange(told.Count, 0, 100);
            Assert.All(connections.GroupBy(network => network).Where(group => group.Count() * 100 >= connections.Length), group =>
                Assert.Equal(group.Count(), told[group.Key]));
        }, iter: 200);

    [Fact]
    public void What_is_gone_is_not_counted()
    {
        for (var count = 0; count < 7; count++) Take(1);
        for (var count = 0; count < 7; count++) _shares.Remove(1);
        Assert.Equal(0, _shares.Own);
        Assert.Empty(_shares.Told);
        Assert.True(_shares.Admits(1, takesPlace: false));
    }

    private static bool Holds(int count, int total) => total < 8 || count * 4L <= total;

    private void Take(ulong network) => _shares.Add(network);
}
