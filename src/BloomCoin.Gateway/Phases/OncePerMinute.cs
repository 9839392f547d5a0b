namespace BloomCoin.Gateway.Phases;

/// <summary>Says when something that happens at any rate may be logged.</summary>
internal sealed class OncePerMinute(TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>True for the first time, and then not for a minute.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Minute) return false;
            _last = time.GetTimestamp();
            return true;
        }
    }
}
