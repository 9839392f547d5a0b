using System.Numerics;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>What the pool is to do, written the slow and obvious way: a list, and searches through it.</summary>
internal sealed class PoolModel(long maxBytes)
{
    private List<PooledTransaction> _held = [];

    public IReadOnlyList<PooledTransaction> Held => _held;

    public IEnumerable<PooledTransaction> BestFirst =>
        _held.OrderByDescending(one => one, Comparer<PooledTransaction>.Create(CompareRates)).ThenBy(one => _held.IndexOf(one));

    public SubmitOutcome Add(PooledTransaction entry)
    {
        var spends = Spends(entry).ToHashSet();
        if (_held.Exists(one => one.Id == entry.Id)) return SubmitOutcome.AlreadyHeld;
        if (_held.Exists(one => Spends(one).Any(spends.Contains))) return SubmitOutcome.Conflict;

        List<PooledTransaction> with = [.. _held, entry];
        var ancestors = Ancestors(entry, with);
        if (ancestors.Count > MempoolLimits.MaxAncestors) return SubmitOutcome.NotRelayed;
        if (ancestors.Exists(one => Descendants(one, with).Count > MempoolLimits.MaxDescendants)) return SubmitOutcome.NotRelayed;

        foreach (var lowest in BestFirst.Reverse().ToList())
        {
            if (with.Sum(one => one.Cost) <= maxBytes) break;
            if (CompareRates(entry, lowest) <= 0 || ancestors.Contains(lowest)) return SubmitOutcome.FeeTooLow;
            var gone = Descendants(lowest, with);
            with.RemoveAll(one => one == lowest || gone.Contains(one));
        }

        if (with.Sum(one => one.Cost) > maxBytes) return SubmitOutcome.FeeTooLow;
        _held = with;
        return SubmitOutcome.Accepted;
    }

    public void Confirm(Hash256 id) => _held.RemoveAll(one => one.Id == id);

    public void Remove(Hash256 id)
    {
        if (_held.Find(one => one.Id == id) is not { } entry) return;
        var gone = Descendants(entry, _held);
        _held.RemoveAll(one => one == entry || gone.Contains(one));
    }

    public List<PooledTransaction> Parents(PooledTransaction entry) =>
        _held.FindAll(one => Spends(entry).Any(output => output.TxId == one.Id));

    /// <summary>What a block gets: for the best fee rates, those that fit with all that they follow, the best last.</summary>
    public List<List<PooledTransaction>> Select(long maxBytes)
    {
        var packages = new List<List<PooledTransaction>>();
        foreach (var best in BestFirst)
        {
            var taken = packages.SelectMany(package => package).ToHashSet();
            List<PooledTransaction> package = [.. Ancestors(best, _held).Except(taken), best];
            if (taken.Contains(best) || package.Sum(one => one.Length + sizeof(uint)) > maxBytes) continue;
            packages.Add(package);
            maxBytes -= package.Sum(one => one.Length + sizeof(uint));
        }

        return packages;
    }

    private static List<PooledTransaction> Ancestors(PooledTransaction entry, List<PooledTransaction> among) =>
        among.FindAll(one => one != entry && Follows(entry, one, among));

    private static List<PooledTransaction> Descendants(PooledTransaction entry, List<PooledTransaction> among) =>
        among.FindAll(one => one != entry && Follows(one, entry, among));

    private static bool Follows(PooledTransaction later, PooledTransaction earlier, List<PooledTransaction> among) =>
        Spends(later).Any(output => output.TxId == earlier.Id
            || (among.Find(one => one.Id == output.TxId) is { } between && Follows(between, earlier, among)));

    private static IEnumerable<OutPoint> Spends(PooledTransaction entry) => entry.Transaction.Inputs.Select(input => input.Spends);

    private static int CompareRates(PooledTransaction left, PooledTransaction right) =>
        ((BigInteger)left.Fee * right.Length).CompareTo((BigInteger)right.Fee * left.Length);
}
