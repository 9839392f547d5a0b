namespace BloomCoin.Peering;

/// <summary>How long to wait before dialling an address again: doubling from 1 s to 2 min, with jitter, so that a restarted peer is not met by all at once.</summary>
/// <param name="random">Seeded in tests, unpredictable in production.</param>
public sealed class ReconnectBackoff(Random random)
{
    /// <summary>The wait after the first failure, before jitter.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, before jitter.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>A connection that held this long was a good one: the wait starts over.</summary>
    public static readonly TimeSpan GoodConnection = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <summary>The wait after an attempt that ended, with a connection that held for <paramref name="connected"/> (zero: none).</summary>
    /// <returns>Between half and all of the doubled wait.</returns>
    public TimeSpan Next(TimeSpan connected)
    {
        _failures = connected >= GoodConnection ? 1 : Math.Min(_failures + 1, 30);
        var wait = Math.Min(First.TotalSeconds * Math.Pow(2, _failures - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (0.5 + (random.NextDouble() / 2)));
    }
}
