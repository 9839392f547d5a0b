using System.Diagnostics;
using System.Globalization;

namespace BloomCoin.Benchmarks;

/// <summary>Times that something took. Made for as many as will come, so that noting one allocates nothing.</summary>
internal sealed class Latencies(int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private int _count;

    private int Count => Math.Min(Volatile.Read(ref _count), capacity);

    /// <summary>Notes one, from any thread; one too many is let go.</summary>
    public void Add(long from, long to)
    {
        var index = Interlocked.Increment(ref _count) - 1;
        if (index < capacity) _ticks[index] = to - from;
    }

    /// <summary>The least that a part of all took no longer than, in milliseconds.</summary>
    public double Quantile(double part)
    {
        var sorted = _ticks.AsSpan(0, Count).ToArray();
        Array.Sort(sorted);
        return Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))]).TotalMilliseconds;
    }

    /// <summary>p50, p99 and the most, as cells of a table.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quantile(0.5):0.00} | {Quantile(0.99):0.00} | {Quantile(1):0.00}");
}
