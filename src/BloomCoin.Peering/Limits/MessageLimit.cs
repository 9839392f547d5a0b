namespace BloomCoin.Peering.Limits;

/// <summary>What one peer may send of one type (wire-protocol 6): over the limit dropped, over three times the limit within the minute a violation.</summary>
/// <remarks>
/// Dropped messages count too. The minute begins with the first message and the next one with the first after its end, so a flood ends
/// within the minute in which it begins. What was asked for is not to be judged here. Not for several threads.
/// </remarks>
/// <param name="perMinute">The limit; 0 is unlimited.</param>
/// <param name="time">The clock.</param>
public sealed class MessageLimit(int perMinute, TimeProvider time)
{
    /// <summary>More than this many times the limit within the minute ends the connection.</summary>
    public const int Tolerated = 3;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TokenBucket _bucket = new(perMinute, time);
    private long _minute = time.GetTimestamp();
    private long? _noted;
    private int _count;

    /// <summary>Counts one message and says what becomes of it.</summary>
    public LimitVerdict Judge()
    {
        if (perMinute == 0) return LimitVerdict.Accept;
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_minute, now) >= Minute) (_minute, _count) = (now, 0);
        _count++;
        var isWithin = _bucket.TryTake(now);
        if (_count > (long)Tolerated * perMinute) return LimitVerdict.Violation;
        if (isWithin) return LimitVerdict.Accept;
        if (_noted is { } noted && time.GetElapsedTime(noted, now) < Minute) return LimitVerdict.Ignore;
        _noted = now;
        return LimitVerdict.IgnoreAndNote;
    }
}

/// <summary>What becomes of a message, as far as its number goes.</summary>
public enum LimitVerdict
{
    /// <summary>Within the limit.</summary>
    Accept,

    /// <summary>Over it: dropped.</summary>
    Ignore,

    /// <summary>Dropped, and rate_limited is due (wire-protocol 7, once a minute).</summary>
    IgnoreAndNote,

    /// <summary>Over three times the limit: disconnect, protocol_violation.</summary>
    Violation,
}
