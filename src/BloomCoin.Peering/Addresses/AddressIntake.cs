namespace BloomCoin.Peering.Addresses;

/// <summary>What one connection may tell of addresses: 0.1 a second, at most 1000 saved up, and 1000 more for each GET_ADDR of ours. One more than that is dropped without penalty.</summary>
/// <remarks>Bitcoin Core's limits of 2021 (its pull request 22387). For the receive loop of one connection; not for several threads.</remarks>
/// <param name="time">The clock.</param>
public sealed class AddressIntake(TimeProvider time)
{
    /// <summary>Addresses that a second brings.</summary>
    public const double PerSecond = 0.1;

    /// <summary>Addresses that are saved up at most, and that an answer to GET_ADDR holds at most.</summary>
    public const int Capacity = 1000;

    private double _tokens = 1;
    private long _filled = time.GetTimestamp();

    /// <summary>GET_ADDR was sent: the answer to it is welcome.</summary>
    public void Asked() => _tokens += Capacity;

    /// <summary>How many of <paramref name="count"/> addresses are taken; the rest is to be dropped.</summary>
    public int Take(int count)
    {
        Fill();
        var taken = (int)Math.Min(count, _tokens);
        _tokens -= taken;
        return taken;
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        if (_tokens < Capacity) _tokens = Math.Min(Capacity, _tokens + (PerSecond * time.GetElapsedTime(_filled, now).TotalSeconds));
        _filled = now;
    }
}
