using BloomCoin.Abstractions.Reputation;
using BloomCoin.Peering.Limits;

namespace BloomCoin.Grains.Reputation;

/// <summary>What one address may still send, by message type: a bucket that refills as wire-protocol 6 says, leased to gateways and charged with what they spend.</summary>
/// <remarks>
/// What is leased to one gateway is not leased to another, so all together take no more than the bucket held. Alone a gateway gets all of it;
/// of several each gets its part at most. At most 256 buckets, and in each as many leases as there are gateways.
/// </remarks>
internal sealed class BudgetLedger(TimeProvider time)
{
    /// <summary>A gateway that asks no more, because it died, holds its lease no longer: later than it would itself take it for void.</summary>
    public static readonly TimeSpan LeaseLength = LeasedBudget.Length + TimeSpan.FromSeconds(30);

    private readonly Dictionary<byte, Budget> _budgets = [];

    public MessageBudget[] Lease(SiloAddress gateway, SpentBudget[] spent) =>
        [.. spent.Select(use => new MessageBudget(use.Type, BudgetOf(use).Lease(gateway, use.Spent)))];

    public void End(SiloAddress gateway, SpentBudget[] spent)
    {
        foreach (var use in spent) BudgetOf(use).End(gateway, use.Spent);
    }

    /// <summary>Another limit than before, as after a change of the configuration, starts the type anew.</summary>
    private Budget BudgetOf(SpentBudget use)
    {
        var perMinute = Math.Max(use.PerMinute, 1);
        if (_budgets.TryGetValue(use.Type, out var budget) && budget.PerMinute == perMinute) return budget;
        return _budgets[use.Type] = new Budget(perMinute, time);
    }

    private sealed class Budget(int perMinute, TimeProvider time)
    {
        private readonly TokenBucket _tokens = new(perMinute, time);
        private readonly Dictionary<SiloAddress, (int Count, long At)> _leases = [];

        public int PerMinute => perMinute;

        public int Lease(SiloAddress gateway, int spent)
        {
            End(gateway, spent);
            foreach (var (silo, lease) in _leases)
            {
                if (time.GetElapsedTime(lease.At) >= LeaseLength) _leases.Remove(silo);
            }

            var free = _tokens.Whole - _leases.Values.Sum(lease => lease.Count);
            var part = (perMinute + _leases.Count) / (_leases.Count + 1);
            var count = Math.Clamp(free, 0, part);
            _leases[gateway] = (count, time.GetTimestamp());
            return count;
        }

        public void End(SiloAddress gateway, int spent)
        {
            _tokens.Spend(Math.Max(spent, 0));
            _leases.Remove(gateway);
        }
    }
}
