using BloomCoin.Grains.Phases;

namespace BloomCoin.Grains.Mining;

/// <summary>When a miner shares its phases: every interval, when its own coherence first passes 0.8 and z_c, and when it is told that the merge did.</summary>
internal sealed class GossipClock(TimeSpan interval, TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private int _height = -1;
    private CoherenceCrossing _crossing = new();
    private bool _isHurried;

    /// <summary>The next question is answered with yes.</summary>
    public void Hurry() => _isHurried = true;

    /// <summary>Whether it is time; if so, the interval begins anew.</summary>
    /// <param name="height">The height that is worked on: a new one has all its crossings before it.</param>
    /// <param name="coherence">The miner's own.</param>
    public bool IsDue(int height, double coherence)
    {
        if (height != _height) (_height, _crossing, _isHurried) = (height, new CoherenceCrossing(), false);
        var isDue = _crossing.Passes(coherence) || _isHurried || time.GetElapsedTime(_last) >= interval;
        if (isDue) (_last, _isHurried) = (time.GetTimestamp(), false);
        return isDue;
    }
}
