using System.Net;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Reputation;
using BloomCoin.Peering.Limits;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Reputation;

/// <summary>wire-protocol 6 over many gateways (p2p-anchors, what only a cluster can do): an address has one budget, however many gateways it is spread over.</summary>
public sealed class BudgetLedgerTests
{
    private const byte Phase = 0x30;
    private const int PerMinute = 60;

    private readonly FakeTimeProvider _time = new();
    private readonly BudgetLedger _ledger;

    public BudgetLedgerTests() => _ledger = new BudgetLedger(_time);

    [Fact]
    public void A_gateway_that_is_alone_gets_all_of_it() => Assert.Equal(PerMinute, Lease(0));

    [Fact]
    public void What_one_gateway_holds_is_not_leased_to_another()
    {
        Assert.Equal(PerMinute, Lease(0));
        Assert.Equal(0, Lease(1));
    }

    [Fact]
    public void A_gateway_that_renews_leaves_the_others_their_part()
    {
        Lease(0);
        Lease(1);
        Assert.Equal(30, Lease(0));
        Assert.Equal(30, Lease(1));
    }

    [Fact]
    public void What_was_given_back_is_free_for_others()
    {
        Lease(0);
        _ledger.End(Gateway(0), [new SpentBudget(Phase, PerMinute, 10)]);
        Assert.Equal(50, Lease(1));
    }

    [Fact]
    public void A_gateway_that_died_holds_nothing_for_long()
    {
        Lease(0);
        _time.Advance(BudgetLedger.LeaseLength);
        Assert.Equal(PerMinute, Lease(1));
    }

    // Gateways ask, take what they hold, renew, die: never more than a bucket would have let pass that all share.
    [Fact]
    public void All_gateways_together_take_no_more_than_one_bucket() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 40]).Array[1, 200].Sample(steps =>
        {
            var time = new FakeTimeProvider();
            var ledger = new BudgetLedger(time);
            var gateways = Enumerable.Range(0, 5).Select(_ => new LeasedBudget(PerMinute, time)).ToArray();
            var (start, taken) = (time.GetTimestamp(), 0);
            foreach (var (gateway, what, amount) in steps)
            {
                if (what == 0) time.Advance(TimeSpan.FromSeconds(amount));
                else if (what == 1) gateways[gateway].Renew(ledger.Lease(Gateway(gateway), [new SpentBudget(Phase, PerMinute, gateways[gateway].Report())])[0].Count);
                else taken += Enumerable.Range(0, amount).Count(_ => gateways[gateway].TryTake());

                Assert.InRange(taken, 0, PerMinute * (1 + time.GetElapsedTime(start).TotalMinutes));
            }
        });

    private int Lease(int gateway, int spent = 0) => _ledger.Lease(Gateway(gateway), [new SpentBudget(Phase, PerMinute, spent)])[0].Count;

    private static SiloAddress Gateway(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111 + number), 1);
}
