using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Client.Tests.Connection;

/// <summary>A clock on which pauses are over at once, and are remembered; only what waits as long as an answer may take waits for the test.</summary>
internal sealed class PauseSkippingTime(TimeSpan patience) : TimeProvider
{
    private readonly FakeTimeProvider _time = new();

    public List<TimeSpan> Pauses { get; } = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public void Advance(TimeSpan by) => _time.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= patience || dueTime == Timeout.InfiniteTimeSpan) return _time.CreateTimer(callback, state, dueTime, period);
        Pauses.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
