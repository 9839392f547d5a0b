namespace BloomCoin.Grains.Mining;

/// <summary>Paces rounds in wall time, so that a block takes seconds and what peers send in them matters.</summary>
/// <remarks>A miner that was held up makes up for at most a second: it is late, and does not race.</remarks>
/// <param name="perSecond">Rounds in a second; 0 for as many as there is time for.</param>
/// <param name="time">The clock.</param>
internal sealed class RoundPacer(double perSecond, TimeProvider time)
{
    /// <summary>Rounds at a time where nothing paces them: some 10 ms, so that news is heard in between.</summary>
    public const int Slice = 50_000;

    /// <summary>Between two looks: 5 rounds at 100 a second, well under the 7 that a bloom lasts.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private long _from = time.GetTimestamp();
    private double _owed;

    /// <summary>Whether rounds are paced at all.</summary>
    public bool IsPaced => perSecond > 0;

    /// <summary>How long to wait before the next rounds are due.</summary>
    public TimeSpan Pause => IsPaced ? Tick : TimeSpan.Zero;

    /// <summary>The rounds that are due now; they count as done.</summary>
    public int Due()
    {
        if (!IsPaced) return Slice;
        var now = time.GetTimestamp();
        _owed = Math.Min(_owed + (perSecond * time.GetElapsedTime(_from, now).TotalSeconds), perSecond);
        _from = now;
        var due = (int)_owed;
        _owed -= due;
        return due;
    }
}
