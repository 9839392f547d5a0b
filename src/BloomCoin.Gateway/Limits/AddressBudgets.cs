using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Peering.Limits;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Limits;

/// <summary>The budgets of all addresses that are connected to this gateway: no more of them than connections.</summary>
/// <param name="grains">The way to the addresses' grains.</param>
/// <param name="gateway">This silo.</param>
/// <param name="rates">The limits.</param>
/// <param name="exemptLoopback">Whether loopback addresses share no budget (Diversity:ExemptLoopback).</param>
/// <param name="time">The clock.</param>
/// <param name="log">The gateway's log.</param>
internal sealed class AddressBudgets(
    IGrainFactory grains, SiloAddress gateway, MessageRates rates, bool exemptLoopback, TimeProvider time, ILogger log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AddressBudget> _budgets = new(StringComparer.Ordinal);

    /// <summary>A connection begins. Null where addresses say nothing: every connection has its own limits only.</summary>
    public AddressBudget? Join(IPAddress address, string account)
    {
        if (exemptLoopback && IPAddress.IsLoopback(address)) return null;
        AddressBudget budget;
        lock (_lock)
        {
            if (!_budgets.TryGetValue(account, out var known)) _budgets[account] = known = new AddressBudget(account, rates, time);
            known.Connections++;
            if (known.Connections > 1) return known;
            budget = known;
        }

        _ = Renew(budget, budget.ReportIfDue(first: true)!);
        return budget;
    }

    /// <summary>A connection ended. With the last one the lease is given back.</summary>
    public void Leave(AddressBudget budget)
    {
        lock (_lock)
        {
            if (--budget.Connections > 0) return;
            _budgets.Remove(budget.Account);
        }

        GrainOf(budget).EndLease(gateway, budget.LastReport()).Ignore();
    }

    /// <summary>The budget of an address that is connected here; null when it is not, or is exempt.</summary>
    public AddressBudget? Find(string account)
    {
        lock (_lock) return _budgets.GetValueOrDefault(account);
    }

    /// <summary>Once a second: renews what is due.</summary>
    public void Beat()
    {
        AddressBudget[] budgets;
        lock (_lock) budgets = [.. _budgets.Values];
        foreach (var budget in budgets)
        {
            if (budget.ReportIfDue(first: false) is { } report) _ = Renew(budget, report);
        }
    }

    private async Task Renew(AddressBudget budget, SpentBudget[] report)
    {
        MessageBudget[]? leased = null;
        try
        {
            leased = await GrainOf(budget).Lease(gateway, report);
        }
        catch (Exception exception)
        {
            log.LeaseFailed(exception, budget.Account);
        }

        budget.Answered(leased);
    }

    private IReputationGrain GrainOf(AddressBudget budget) => grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(budget.Account));
}
