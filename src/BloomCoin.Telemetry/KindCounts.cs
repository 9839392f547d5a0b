using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace BloomCoin.Telemetry;

/// <summary>Counts by kind, where the kinds are an enum's: a closed set, all of it shown from the start, at 0.</summary>
/// <remarks>
/// This is how labels are kept from what strangers send: a number that is no kind counts as none, so no input can make a time series. To
/// count allocates nothing and takes no lock; the sums are read when they are asked for.
/// </remarks>
/// <typeparam name="TKind">The kinds.</typeparam>
/// <param name="label">The label's name; its values are the kinds' names.</param>
/// <param name="left">Kinds that are never counted, and not shown.</param>
public sealed class KindCounts<TKind>(string label, params TKind[] left)
    where TKind : struct, Enum
{
    private static readonly TKind[] Kinds = Enum.GetValues<TKind>();

    private static readonly FrozenDictionary<TKind, int> Places = Kinds.Select((kind, place) => KeyValuePair.Create(kind, place)).ToFrozenDictionary();

    private readonly long[] _counts = new long[Kinds.Length];

    /// <summary>Counts. What is no kind, as a newer silo may send, counts as none.</summary>
    public void Add(TKind kind, long count = 1)
    {
        if (Places.TryGetValue(kind, out var place)) Interlocked.Add(ref _counts[place], count);
    }

    /// <summary>What was counted of a kind.</summary>
    public long this[TKind kind] => Interlocked.Read(ref _counts[Places[kind]]);

    /// <summary>One measurement for each kind.</summary>
    /// <param name="more">A label that all of them have.</param>
    public IEnumerable<Measurement<long>> Measure(params KeyValuePair<string, object?>[] more) =>
        from kind in Kinds
        where !left.Contains(kind)
        select new Measurement<long>(this[kind], [new(label, kind.ToString()), .. more]);
}
