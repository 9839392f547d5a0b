namespace BloomCoin.Peering.Limits;

/// <summary>A bucket that starts full and refills evenly (wire-protocol 6). One owner at a time; not for several threads.</summary>
/// <param name="perMinute">Tokens that it holds when full, and that a minute brings.</param>
/// <param name="time">The clock.</param>
public sealed class TokenBucket(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private double _tokens = perMinute;
    private long _filled = time.GetTimestamp();

    /// <summary>
    /// Takes a token that is there or the next that will be, and says how long it must be waited for: how a sender keeps to a limit.
    /// </summary>
    public TimeSpan Reserve()
    {
        Fill();
        _tokens--;
        return _tokens >= 0 ? TimeSpan.Zero : Minute * (-_tokens / perMinute);
    }

    /// <summary>Takes a token if there is one: how a receiver holds a sender to a limit.</summary>
    public bool TryTake() => TryTake(time.GetTimestamp());

    /// <summary>The same for who has read the clock already.</summary>
    public bool TryTake(long now)
    {
        Fill(now);
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }

    /// <summary>Whole tokens that are there.</summary>
    public int Whole
    {
        get
        {
            Fill();
            return (int)Math.Max(_tokens, 0);
        }
    }

    /// <summary>Takes tokens that were used elsewhere, there or not: a debt is refilled first.</summary>
    public void Spend(int count)
    {
        Fill();
        _tokens -= count;
    }

    /// <summary>Whether a token is there, so that <see cref="Reserve"/> would not wait.</summary>
    public bool HasToken
    {
        get
        {
            Fill();
            return _tokens >= 1;
        }
    }

    private void Fill() => Fill(time.GetTimestamp());

    private void Fill(long now)
    {
        _tokens = Math.Min(perMinute, _tokens + (perMinute * (time.GetElapsedTime(_filled, now) / Minute)));
        _filled = now;
    }
}
