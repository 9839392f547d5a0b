namespace BloomCoin.Peering.Admission;

/// <summary>Which inbound connection goes when there is no room for a newcomer: Bitcoin Core's rule.</summary>
/// <remarks>
/// Protected, in this order: the oldest connection of 4 networks, in an order that a key hides from peers; the 8 with the lowest
/// round trip; the 4 that brought a transaction last; the 4 that brought a block last; the older half of the rest. Of what remains
/// the youngest of the largest network goes. Each protection asks for something that an attacker with many addresses of one network
/// cannot have more of than others: another network, a short way, work, patience.
/// A peer that has brought nothing, or has no round trip yet, is not protected by that line. One of no network
/// (<see cref="NetworkGroup.None"/>) is a network of its own. The first four protections hold over any part of the connections too:
/// who is among the best 8 of all is so in every sample that contains it. So a gateway with very many looks at a sample.
/// Pure: the same candidates and key give the same victim, in whatever order they come.
/// </remarks>
public static class Eviction
{
    public const int ProtectedNetworks = 4;
    public const int ProtectedByRoundTrip = 8;
    public const int ProtectedByTransaction = 4;
    public const int ProtectedByBlock = 4;

    private static readonly Comparison<EvictionCandidate> OldestFirst = (a, b) => a.Number.CompareTo(b.Number);

    private static readonly Comparison<EvictionCandidate> FastestFirst =
        (a, b) => Then((a.RoundTrip ?? TimeSpan.MaxValue).CompareTo(b.RoundTrip ?? TimeSpan.MaxValue), a, b);

    private static readonly Comparison<EvictionCandidate> LastTransactionFirst = (a, b) => Then(b.LastTransaction.CompareTo(a.LastTransaction), a, b);

    private static readonly Comparison<EvictionCandidate> LastBlockFirst = (a, b) => Then(b.LastBlock.CompareTo(a.LastBlock), a, b);

    private static readonly Comparison<EvictionCandidate> ByNetwork = (a, b) => Then(a.Network.CompareTo(b.Network), a, b);

    /// <summary>The number of the connection that goes; null when all are protected, and the newcomer is to be refused.</summary>
    /// <param name="candidates">All inbound connections, or a sample. Left in another order.</param>
    /// <param name="key">Secret of this gateway, drawn once.</param>
    public static long? Choose(Span<EvictionCandidate> candidates, ulong key)
    {
        var rest = WithoutNetworks(candidates, key);
        rest = Without(rest, FastestFirst, ProtectedByRoundTrip, candidate => candidate.RoundTrip is not null);
        rest = Without(rest, LastTransactionFirst, ProtectedByTransaction, candidate => candidate.LastTransaction != 0);
        rest = Without(rest, LastBlockFirst, ProtectedByBlock, candidate => candidate.LastBlock != 0);
        rest = Without(rest, OldestFirst, rest.Length / 2, _ => true);
        return YoungestOfLargest(rest);
    }

    /// <summary>The number of the one to go of a single network that has too many: who brought nothing for longest; of those that never did, the youngest. Null for none.</summary>
    public static long? LeastUseful(ReadOnlySpan<EvictionCandidate> candidates)
    {
        EvictionCandidate? least = null;
        foreach (var candidate in candidates)
        {
            if (least is not { } other || IsLessUseful(candidate, other)) least = candidate;
        }

        return least?.Number;
    }

    private static bool IsLessUseful(in EvictionCandidate one, in EvictionCandidate other)
    {
        var (brought, otherBrought) = (Math.Max(one.LastBlock, one.LastTransaction), Math.Max(other.LastBlock, other.LastTransaction));
        return brought != otherBrought ? brought < otherBrought : one.Number > other.Number;
    }

    /// <summary>Protects the oldest of each of the first networks in the key's order.</summary>
    private static Span<EvictionCandidate> WithoutNetworks(Span<EvictionCandidate> candidates, ulong key)
    {
        candidates.Sort((a, b) => Then(Order(a, key).CompareTo(Order(b, key)), a, b));
        var (networks, kept, last) = (0, 0, 0UL);
        for (var index = 0; index < candidates.Length; index++)
        {
            var order = Order(candidates[index], key);
            var isFirst = networks == 0 || order != last;
            last = order;
            if (isFirst && networks < ProtectedNetworks) networks++;
            else candidates[kept++] = candidates[index];
        }

        return candidates[..kept];
    }

    /// <summary>Takes the first <paramref name="count"/> in an order away, as far as they have what it asks for.</summary>
    private static Span<EvictionCandidate> Without(
        Span<EvictionCandidate> candidates, Comparison<EvictionCandidate> order, int count, Predicate<EvictionCandidate> has)
    {
        candidates.Sort(order);
        var taken = 0;
        while (taken < count && taken < candidates.Length && has(candidates[taken])) taken++;
        return candidates[taken..];
    }

    private static long? YoungestOfLargest(Span<EvictionCandidate> candidates)
    {
        candidates.Sort(ByNetwork);
        var (largest, youngest) = (0, (long?)null);
        for (var start = 0; start < candidates.Length;)
        {
            var end = start + 1;
            while (end < candidates.Length && candidates[start].Network != NetworkGroup.None && candidates[end].Network == candidates[start].Network) end++;
            var number = candidates[end - 1].Number;
            if (end - start > largest || (end - start == largest && number > youngest)) (largest, youngest) = (end - start, number);
            start = end;
        }

        return youngest;
    }

    /// <summary>The place of a candidate's network in the order of the key. SplitMix64's mixing, twice keyed: peers never see what it gives.</summary>
    private static ulong Order(in EvictionCandidate candidate, ulong key) =>
        Mix(Mix((candidate.Network == NetworkGroup.None ? (ulong)candidate.Number : candidate.Network) ^ key) + key);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    private static int Then(int order, in EvictionCandidate a, in EvictionCandidate b) => order != 0 ? order : a.Number.CompareTo(b.Number);
}
