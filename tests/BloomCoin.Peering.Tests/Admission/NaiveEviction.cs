using BloomCoin.Peering.Admission;

namespace BloomCoin.Peering.Tests.Admission;

/// <summary>The rule of eviction as one reads it, with lists; which four networks are protected is the caller's to say.</summary>
internal static class NaiveEviction
{
    public static long? Choose(IEnumerable<EvictionCandidate> candidates, IReadOnlyCollection<ulong> networks)
    {
        var rest = candidates.ToList();
        foreach (var network in networks) rest.Remove(rest.Where(one => one.Network == network).MinBy(one => one.Number));
        Take(rest, 8, rest.Where(one => one.RoundTrip is not null).OrderBy(one => one.RoundTrip));
        Take(rest, 4, rest.Where(one => one.LastTransaction != 0).OrderByDescending(one => one.LastTransaction));
        Take(rest, 4, rest.Where(one => one.LastBlock != 0).OrderByDescending(one => one.LastBlock));
        Take(rest, rest.Count / 2, rest.OrderBy(one => one.Number));
        return rest.GroupBy(one => one.Network)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Max(one => one.Number))
            .FirstOrDefault()?.Max(one => one.Number);
    }

    /// <summary>All ways to choose four of the networks, or all of them when they are fewer.</summary>
    public static IEnumerable<ulong[]> Choices(IEnumerable<EvictionCandidate> candidates)
    {
        var networks = candidates.Select(one => one.Network).Distinct().ToArray();
        return Enumerable.Range(0, 1 << networks.Length)
            .Where(set => int.PopCount(set) == Math.Min(4, networks.Length))
            .Select(set => networks.Where((_, index) => (set & (1 << index)) != 0).ToArray());
    }

    private static void Take(List<EvictionCandidate> rest, int count, IOrderedEnumerable<EvictionCandidate> order)
    {
        foreach (var one in order.ThenBy(one => one.Number).Take(count).ToList()) rest.Remove(one);
    }
}
