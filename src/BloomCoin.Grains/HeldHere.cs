using System.Diagnostics.Metrics;

namespace BloomCoin.Grains;

/// <summary>What one grain of the whole cluster knows: shown by the silo that holds the grain while it does, and by no other.</summary>
/// <remarks>A silo that never held it, or no longer does, shows nothing at all, and not the last that it knew.</remarks>
/// <typeparam name="T">What it knows. Read beside the grain's turns: what it reads must bear that.</typeparam>
internal sealed class HeldHere<T>
{
    private Func<T>? _read;

    /// <summary>The grain is here from now on, until what this returns is disposed of.</summary>
    public IDisposable Show(Func<T> read)
    {
        Volatile.Write(ref _read, read);
        return new Holding(this, read);
    }

    /// <summary>One measurement, or none.</summary>
    public IEnumerable<Measurement<TValue>> Measure<TValue>(Func<T, TValue> of)
        where TValue : struct => Measure(of, []);

    /// <summary>The same with labels.</summary>
    public IEnumerable<Measurement<TValue>> Measure<TValue>(Func<T, TValue> of, params KeyValuePair<string, object?>[] labels)
        where TValue : struct => Volatile.Read(ref _read) is { } read ? [new Measurement<TValue>(of(read()), labels)] : [];

    /// <summary>Another activation may have come before the old one has ended: that one stays.</summary>
    private sealed class Holding(HeldHere<T> shown, Func<T> read) : IDisposable
    {
        public void Dispose() => Interlocked.CompareExchange(ref shown._read, null, read);
    }
}
