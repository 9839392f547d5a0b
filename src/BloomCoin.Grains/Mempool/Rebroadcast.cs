namespace BloomCoin.Grains.Mempool;

/// <summary>
/// When a client's transactions are announced again: at times that a peer cannot foretell, so that they tell less of who sent them.
/// </summary>
internal sealed class Rebroadcast(TimeSpan every, TimeProvider time, Random random)
{
    /// <summary>How far a time may be off, of the time between two.</summary>
    private const double Jitter = 0.25;

    private DateTimeOffset _due = Next(every, time, random);

    /// <summary>True once each time it is due.</summary>
    public bool IsDue()
    {
        if (time.GetUtcNow() < _due) return false;
        _due = Next(every, time, random);
        return true;
    }

    private static DateTimeOffset Next(TimeSpan every, TimeProvider time, Random random) =>
        time.GetUtcNow() + (every * (1 - Jitter + (2 * Jitter * random.NextDouble())));
}
