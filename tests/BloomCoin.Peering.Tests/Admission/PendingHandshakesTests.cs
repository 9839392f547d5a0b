using BloomCoin.Peering.Admission;
using CsCheck;

namespace BloomCoin.Peering.Tests.Admission;

/// <summary>p2p-anchors, scenario 24: at most 8 pending handshakes of one prefix.</summary>
public sealed class PendingHandshakesTests
{
    private readonly PendingHandshakes _pending = new();

    [Fact]
    public void Eight_of_one_network_may_be_under_way_and_no_ninth()
    {
        for (var count = 0; count < 8; count++)
        {
            Assert.True(_pending.Admits(1));
            _pending.Begin(1);
        }

        Assert.False(_pending.Admits(1));
        Assert.True(_pending.Admits(2));
        _pending.End(1);
        Assert.True(_pending.Admits(1));
    }

    [Fact]   // Diversity:ExemptLoopback
    public void What_is_of_no_network_is_not_bounded()
    {
        for (var count = 0; count < 100; count++)
        {
            Assert.True(_pending.Admits(NetworkGroup.None));
            _pending.Begin(NetworkGroup.None);
        }

        Assert.Equal(100, _pending.Count);
    }

    [Fact]
    public void Whatever_comes_and_goes_no_network_has_more_than_eight_and_nothing_is_left_of_those_that_ended() =>
        Gen.Select(Gen.ULong[1, 5], Gen.Bool).Array[0, 200].Sample(steps =>
        {
            var (pending, begun) = (new PendingHandshakes(), new List<ulong>());
            foreach (var (network, comes) in steps)
            {
                if (!comes && begun.Remove(network)) pending.End(network);
                if (!comes || !pending.Admits(network)) continue;
                pending.Begin(network);
                begun.Add(network);
                Assert.InRange(begun.Count(one => one == network), 1, PendingHandshakes.MaxPerNetwork);
            }

            Assert.Equal(begun.Count, pending.Count);
            begun.ForEach(pending.End);
            Assert.Equal(0, pending.Count);
        });
}
