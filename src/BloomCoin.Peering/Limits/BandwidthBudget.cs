namespace BloomCoin.Peering.Limits;

/// <summary>Bytes that may be sent now: a bucket that refills evenly and holds a tenth of a second's worth.</summary>
/// <remarks>
/// wire-protocol 6: bytes a second over all peers. Of what is taken by <see cref="TryTake"/>, no time T sees more than T seconds' worth
/// and one bucket, wherever T begins: there is no window whose edge a burst could straddle. Not for several threads.
/// </remarks>
/// <param name="bytesPerSecond">The limit; more than 0.</param>
/// <param name="time">The clock.</param>
public sealed class BandwidthBudget(long bytesPerSecond, TimeProvider time)
{
    private double _bytes = CapacityOf(bytesPerSecond);
    private long _filled = time.GetTimestamp();

    /// <summary>The most that is taken at once, and what a pause saves up.</summary>
    public int Capacity { get; } = CapacityOf(bytesPerSecond);

    /// <summary>Takes bytes if they are there; at most <see cref="Capacity"/>.</summary>
    public bool TryTake(int bytes)
    {
        Fill();
        if (_bytes < bytes) return false;
        _bytes -= bytes;
        return true;
    }

    /// <summary>Takes bytes that do not wait. The debt is at most a second's worth: a flood of PINGs holds blocks up no longer.</summary>
    public void Owe(int bytes)
    {
        Fill();
        _bytes = Math.Max(_bytes - bytes, -bytesPerSecond);
    }

    /// <summary>Gives back what was taken and not sent.</summary>
    public void Return(int bytes) => _bytes = Math.Min(Capacity, _bytes + bytes);

    /// <summary>How long until so many bytes are there; more than zero.</summary>
    public TimeSpan Until(int bytes)
    {
        Fill();
        return TimeSpan.FromSeconds(Math.Max(bytes - _bytes, 1) / bytesPerSecond);
    }

    private static int CapacityOf(long bytesPerSecond) => (int)Math.Clamp(bytesPerSecond / 10, 1, int.MaxValue);

    private void Fill()
    {
        var now = time.GetTimestamp();
        _bytes = Math.Min(Capacity, _bytes + (bytesPerSecond * time.GetElapsedTime(_filled, now).TotalSeconds));
        _filled = now;
    }
}
