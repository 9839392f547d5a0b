using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Grains.Mempool;

/// <summary>What keeps the pool small: chains of unconfirmed transactions end, and the lowest fee rate makes room.</summary>
internal sealed partial class TransactionPool
{
    /// <summary>Held transactions that an entry follows, directly or not.</summary>
    public static HashSet<PooledTransaction> AncestorsOf(PooledTransaction entry) => Reach(entry, at => at.Parents);

    /// <summary>Held transactions that follow an entry, directly or not.</summary>
    public static HashSet<PooledTransaction> DescendantsOf(PooledTransaction entry) => Reach(entry, at => at.Children);

    private static HashSet<PooledTransaction> Reach(PooledTransaction entry, Func<PooledTransaction, List<PooledTransaction>> next)
    {
        var reached = new HashSet<PooledTransaction>();
        var open = new Stack<PooledTransaction>([entry]);
        while (open.TryPop(out var at))
        {
            foreach (var one in next(at))
            {
                if (reached.Add(one)) open.Push(one);
            }
        }

        return reached;
    }

    /// <summary>The entry is linked already, so it counts among its ancestors' descendants.</summary>
    private static PoolRefusal? CheckChain(PooledTransaction entry)
    {
        var ancestors = AncestorsOf(entry);
        if (ancestors.Count > MempoolLimits.MaxAncestors)
        {
            return PoolRefusal.Of(SubmitOutcome.NotRelayed,
                $"it follows {ancestors.Count} unconfirmed transactions, more than {MempoolLimits.MaxAncestors}");
        }

        foreach (var ancestor in ancestors)
        {
            var followers = DescendantsOf(ancestor).Count;
            if (followers > MempoolLimits.MaxDescendants)
            {
                return PoolRefusal.Of(SubmitOutcome.NotRelayed,
                    $"with it {followers} unconfirmed transactions follow {ancestor.Id}, more than {MempoolLimits.MaxDescendants}");
            }
        }

        return null;
    }

    /// <summary>
    /// The lowest fee rates and what follows them, until the newcomer fits. Nothing better than the newcomer is chosen, and nothing
    /// that it needs.
    /// </summary>
    private HashSet<PooledTransaction> FindVictims(PooledTransaction newcomer, out PoolRefusal? refusal)
    {
        refusal = null;
        var victims = new HashSet<PooledTransaction>();
        var excess = Bytes + newcomer.Cost - maxBytes;
        if (excess <= 0) return victims;

        var needed = AncestorsOf(newcomer);
        foreach (var lowest in _byFeeRate.Reverse())
        {
            if (FeeRateOrder.BestFirst.Compare(newcomer, lowest) > 0 || needed.Contains(lowest)) break;
            foreach (var victim in DescendantsOf(lowest).Append(lowest))
            {
                if (victim != newcomer && victims.Add(victim)) excess -= victim.Cost;
            }

            if (excess <= 0) return victims;
        }

        refusal = PoolRefusal.Of(SubmitOutcome.FeeTooLow,
            $"the mempool is full, {Bytes} of {maxBytes} bytes: {newcomer.Fee} units for {newcomer.Length} bytes make no room");
        return [];
    }
}
