using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Grains.Mempool;

/// <summary>What keeps the pool small: chains of unconfirmed transactions end, and the lowest fee rate makes room.</summary>
internal sealed partial class TransactionPool
{
    /// <summary>Held transactions that follow an entry, directly or not.</summary>
    public static HashSet<PooledTransaction> DescendantsOf(PooledTransaction entry) => Reach(entry, at => at.Children, int.MaxValue);

    /// <summary>Stops one above a limit: a chain that blocks returned may be as long as it is.</summary>
    private static HashSet<PooledTransaction> Reach(PooledTransaction entry, Func<PooledTransaction, List<PooledTransaction>> next, int limit)
    {
        var reached = new HashSet<PooledTransaction>();
        var open = new Stack<PooledTransaction>([entry]);
        while (open.TryPop(out var at))
        {
            foreach (var one in next(at))
            {
                if (reached.Count > limit) return reached;
                if (reached.Add(one)) open.Push(one);
            }
        }

        return reached;
    }

    /// <summary>The entry is linked already, so it counts among its ancestors' descendants.</summary>
    private static PoolRefusal? CheckChain(PooledTransaction entry)
    {
        var ancestors = Reach(entry, at => at.Parents, MempoolLimits.MaxAncestors);
        if (ancestors.Count > MempoolLimits.MaxAncestors)
            return PoolRefusal.Of(SubmitOutcome.NotRelayed, $"it follows more than {MempoolLimits.MaxAncestors} unconfirmed transactions");

        foreach (var ancestor in ancestors)
        {
            if (Reach(ancestor, at => at.Children, MempoolLimits.MaxDescendants).Count > MempoolLimits.MaxDescendants)
            {
                return PoolRefusal.Of(SubmitOutcome.NotRelayed,
                    $"with it more than {MempoolLimits.MaxDescendants} unconfirmed transactions follow {ancestor.Id}");
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

        foreach (var lowest in _byFeeRate.Reverse())
        {
            if (FeeRateOrder.BestFirst.Compare(newcomer, lowest) > 0) break;
            if (!victims.Add(lowest)) continue;
            if (!TryAddDescendants(lowest, newcomer, victims, ref excess)) break;
            if (excess <= 0) return victims;
        }

        refusal = PoolRefusal.Of(SubmitOutcome.FeeTooLow,
            $"the mempool is full, {Bytes} of {maxBytes} bytes: {newcomer.Fee} units for {newcomer.Length} bytes make no room");
        return [];
    }

    /// <summary>Adds what follows a new victim and is none yet.</summary>
    /// <returns>False when the newcomer is among it.</returns>
    private static bool TryAddDescendants(
        PooledTransaction victim, PooledTransaction newcomer, HashSet<PooledTransaction> victims, ref long excess)
    {
        var open = new Stack<PooledTransaction>([victim]);
        while (open.TryPop(out var at))
        {
            if (at == newcomer) return false;
            excess -= at.Cost;
            foreach (var child in at.Children.Where(victims.Add)) open.Push(child);
        }

        return true;
    }
}
