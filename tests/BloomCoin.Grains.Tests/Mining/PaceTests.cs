using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Phases;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Grains.Tests.Mining;

/// <summary>When a miner runs its rounds, and when it shares them.</summary>
public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]   // chain-format, The miner: 100 a second on devnet
    public void Rounds_are_paced_in_wall_time_and_none_is_lost()
    {
        var pacer = new RoundPacer(100, _time);
        Assert.Equal(0, pacer.Due());
        var done = 0;
        for (var i = 0; i < 70; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(17));
            done += pacer.Due();
        }

        Assert.Equal(119, done);   // 1.19 s
    }

    [Fact]
    public void A_miner_that_was_held_up_makes_up_for_a_second_at_most()
    {
        var pacer = new RoundPacer(100, _time);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, pacer.Due());
        Assert.Equal(0, pacer.Due());
    }

    [Fact]
    public void Without_a_pace_there_is_always_something_to_do()
    {
        var pacer = new RoundPacer(0, _time);
        Assert.Equal((RoundPacer.Slice, RoundPacer.Slice, TimeSpan.Zero), (pacer.Due(), pacer.Due(), pacer.Pause));
    }

    [Fact]   // wire-protocol 4: every interval, and at once when 0.8 or z_c is first passed
    public void A_miner_shares_at_its_interval_and_when_it_first_passes_a_threshold_of_its_height()
    {
        var clock = new GossipClock(TimeSpan.FromSeconds(10), _time);
        Assert.False(clock.IsDue(1, 0.5));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(clock.IsDue(1, 0.5));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(clock.IsDue(1, 0.5));
        Assert.False(clock.IsDue(1, 0.8));
        Assert.True(clock.IsDue(1, 0.801));
        Assert.False(clock.IsDue(1, 0.85));
        Assert.True(clock.IsDue(1, 0.87));
        Assert.False(clock.IsDue(1, 0.99));
        Assert.True(clock.IsDue(2, 0.99));
        Assert.False(clock.IsDue(2, 0.99));
    }

    [Fact]
    public void A_miner_that_hears_of_a_crossing_shares_at_once_and_once()
    {
        var clock = new GossipClock(TimeSpan.FromSeconds(10), _time);
        Assert.False(clock.IsDue(1, 0.5));
        clock.Hurry();
        Assert.True(clock.IsDue(1, 0.5));
        Assert.False(clock.IsDue(1, 0.5));
        clock.Hurry();
        Assert.False(clock.IsDue(2, 0.5));   // it was of the height before
    }

    [Fact]
    public void Passing_both_thresholds_in_one_stride_is_one_crossing()
    {
        var crossing = new CoherenceCrossing();
        Assert.False(crossing.Passes(0.8));
        Assert.True(crossing.Passes(0.9));
        Assert.False(crossing.Passes(0.85));
        Assert.False(crossing.Passes(0.95));
    }
}
