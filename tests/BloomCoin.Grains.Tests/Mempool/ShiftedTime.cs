namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>The system's clock, set ahead by its test. Timers run as ever, so the silo notices nothing.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
