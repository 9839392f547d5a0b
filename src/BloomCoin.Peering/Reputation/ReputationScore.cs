namespace BloomCoin.Peering.Reputation;

/// <summary>What an address has earned, from 0 to 2, at a point in time (wire-protocol 7). It drifts back to 1 with a half-life of 6 h, for good and for bad.</summary>
/// <param name="Value">The score at <paramref name="At"/>.</param>
/// <param name="At">When it was that.</param>
public readonly record struct ReputationScore(double Value, DateTimeOffset At)
{
    /// <summary>Where every address begins, and where its score drifts to.</summary>
    public const double Neutral = 1.0;

    /// <summary>The most that can be earned.</summary>
    public const double Most = 2.0;

    /// <summary>Below it the address is banned.</summary>
    public const double BanBelow = 0.1;

    /// <summary>The time in which half of the distance to <see cref="Neutral"/> is forgotten.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(6);

    /// <summary>How long a ban lasts that a score brings about.</summary>
    public static readonly TimeSpan BanLength = TimeSpan.FromHours(24);

    /// <summary>An address of which nothing is known.</summary>
    public static ReputationScore New(DateTimeOffset now) => new(Neutral, now);

    /// <summary>The score at a later time; a clock that was set back changes nothing.</summary>
    public double ValueAt(DateTimeOffset now) =>
        now <= At ? Value : Neutral + ((Value - Neutral) * Math.Pow(0.5, (now - At) / HalfLife));

    /// <summary>The score after something that counts happened.</summary>
    /// <param name="change">What it counts, times how often; for the better or the worse.</param>
    /// <param name="now">When.</param>
    public ReputationScore After(double change, DateTimeOffset now) => new(Math.Clamp(ValueAt(now) + change, 0, Most), now > At ? now : At);
}
