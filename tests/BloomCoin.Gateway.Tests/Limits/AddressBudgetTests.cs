using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Limits;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Limits;

public sealed class AddressBudgetTests
{
    [Fact]   // on a busy machine honest peers waited in vain for the PONG to their first PING
    public async Task While_the_first_lease_is_late_a_quarter_of_the_budget_goes_on_and_is_charged()
    {
        var time = new FakeTimeProvider();
        var budget = new AddressBudget("192.0.2.1", MessageRates.Protocol, time);
        Assert.NotNull(budget.ReportIfDue(first: true));
        Assert.False(budget.Ready.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(250));
        await budget.Ready.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(25, Taken(budget));

        budget.Answered([new MessageBudget((byte)MessageType.Ping, 100)]);
        Assert.Equal(75, Taken(budget));
    }

    private static int Taken(AddressBudget budget) => Enumerable.Range(0, 200).Count(_ => budget.TryTake(MessageType.Ping));
}
