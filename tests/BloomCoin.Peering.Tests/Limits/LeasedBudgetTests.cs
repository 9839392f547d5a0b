using BloomCoin.Peering.Limits;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Limits;

/// <summary>A gateway's part of an address's budget: no more than the lease says.</summary>
public sealed class LeasedBudgetTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LeasedBudget _budget;

    public LeasedBudgetTests() => _budget = new LeasedBudget(60, _time);

    [Fact]
    public void Before_the_first_lease_nothing_is_taken() => Assert.False(_budget.TryTake());

    [Fact]
    public void No_more_than_was_leased_is_taken()
    {
        _budget.Renew(7);
        Assert.Equal(7, Take(20));
    }

    [Fact]
    public void What_was_taken_while_a_report_was_on_its_way_is_taken_off_the_next_lease()
    {
        _budget.Renew(10);
        Assert.Equal(4, Take(4));
        Assert.Equal(4, _budget.Report());
        Assert.Equal(3, Take(3));
        _budget.Renew(10);
        Assert.Equal(7, Take(20));
        Assert.Equal(10, _budget.Report());
    }

    [Fact]
    public void A_lease_that_is_not_renewed_is_void_after_two_minutes()
    {
        _budget.Renew(10);
        _time.Advance(LeasedBudget.Length);
        Assert.False(_budget.TryTake());
    }

    [Fact]
    public void A_report_that_was_lost_is_made_again()
    {
        _budget.Renew(10);
        Take(4);
        _budget.Report();
        _budget.GoOnAlone();
        Assert.Equal(4, _budget.Report());
    }

    [Fact]
    public void While_its_keeper_is_away_a_quarter_of_the_budget_goes_on_each_minute()
    {
        var taken = 0;
        for (var second = 0; second < 240; second++)
        {
            _budget.GoOnAlone();
            taken += Take(100);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(taken, 15 + 58, 15 + 60);   // 15 at once, and 15 a minute
    }

    private int Take(int tries) => Enumerable.Range(0, tries).Count(_ => _budget.TryTake());
}
