using BloomCoin.Peering.Limits;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Limits;

/// <summary>wire-protocol 6: outbound bandwidth, 1 000 000 B/s a gateway.</summary>
public sealed class BandwidthBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_bucket_holds_a_tenth_of_a_second_and_no_pause_saves_more()
    {
        var budget = new BandwidthBudget(1_000_000, _time);
        Assert.Equal(100_000, budget.Capacity);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(budget.TryTake(100_000));
        Assert.False(budget.TryTake(1));
        Assert.Equal(50, budget.Until(50_000).TotalMilliseconds, 6);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.True(budget.TryTake(50_000));
    }

    [Fact]   // control never waits, and a flood of it holds the rest up for no more than a second
    public void What_does_not_wait_is_counted_as_a_debt_of_a_second_at_most()
    {
        var budget = new BandwidthBudget(1_000_000, _time);
        budget.Owe(300_000);
        Assert.Equal(0.2, budget.Until(0).TotalSeconds, 6);
        for (var count = 0; count < 100; count++) budget.Owe(300_000);
        Assert.Equal(1.001, budget.Until(1000).TotalSeconds, 6);
    }

    [Fact]   // no window whose edge a burst could straddle
    public void No_second_wherever_it_begins_sees_more_than_the_limit_and_one_bucket() =>
        Gen.Select(Gen.Long[1_000, 5_000_000], Gen.Select(Gen.Double[0, 0.2], Gen.Double[0, 1], Gen.Bool).Array[1, 300]).Sample((limit, steps) =>
        {
            var time = new FakeTimeProvider();
            var budget = new BandwidthBudget(limit, time);
            var taken = new List<(DateTimeOffset At, int Bytes)>();
            foreach (var (pause, share, isOwed) in steps)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                var bytes = (int)(share * budget.Capacity);
                if (isOwed) budget.Owe(bytes / 4);
                else if (budget.TryTake(bytes)) taken.Add((time.GetUtcNow(), bytes));
                var second = taken.Where(take => time.GetUtcNow() - take.At < TimeSpan.FromSeconds(1)).Sum(take => (long)take.Bytes);
                Assert.InRange(second, 0, limit + budget.Capacity);
            }
        });
}
