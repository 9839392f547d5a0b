using BloomCoin.Peering.Sync;
using CsCheck;

namespace BloomCoin.Peering.Tests.Sync;

/// <summary>anchors, scenario 19: the timeout doubles and falls back.</summary>
public sealed class DoublingDeadlineTests
{
    [Fact]
    public void The_stall_timeout_is_2_s_and_doubles_up_to_64()
    {
        var stall = DoublingDeadline.OfStall();
        var seen = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            seen.Add(stall.Current.TotalSeconds);
            stall.Missed();
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 64], seen);
    }

    [Fact]
    public void It_falls_back_by_15_percent_each_time_it_is_kept()
    {
        var stall = DoublingDeadline.OfStall();
        stall.Missed();
        stall.Kept();
        Assert.Equal(4 * 0.85, stall.Current.TotalSeconds, 6);
        for (var i = 0; i < 10; i++) stall.Kept();
        Assert.Equal(2, stall.Current.TotalSeconds, 6);
    }

    [Fact]
    public void It_stays_between_its_bounds_whatever_happens() => Gen.Bool.Array[0, 200].Sample(kept =>
    {
        var deadline = new DoublingDeadline(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(50));
        foreach (var isKept in kept)
        {
            if (isKept) deadline.Kept();
            else deadline.Missed();
            Assert.InRange(deadline.Current, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(50));
        }
    });
}
