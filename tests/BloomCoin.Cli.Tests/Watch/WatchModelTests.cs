using BloomCoin.Chain;
using BloomCoin.Cli.Watch;
using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Tests.Watch;

public sealed class WatchModelTests
{
    private static readonly DateTimeOffset Noon = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Blocks_a_minute_are_known_after_ten_seconds()
    {
        var rate = new BlockRate();
        rate.Add(Seconds(0), 100);
        rate.Add(Seconds(9.9), 102);
        Assert.Null(rate.PerMinute);
        rate.Add(Seconds(10), 102);
        Assert.Equal((12.0, Seconds(10)), (rate.PerMinute, rate.Span));
    }

    [Fact]
    public void The_rate_is_of_the_last_five_minutes_and_keeps_no_more_than_that()
    {
        var rate = new BlockRate();
        for (var i = 0; i <= 7200; i++) rate.Add(Seconds(i * 0.5), i < 3600 ? 0 : i - 3600);   // half an hour without a block, then two a second
        Assert.Equal((120.0, BlockRate.Window), (rate.PerMinute, rate.Span));
        Assert.InRange(rate.Count, 300, 301);
    }

    [Fact]
    public void After_a_silence_the_rate_begins_anew()
    {
        var rate = new BlockRate();
        rate.Add(Seconds(0), 0);
        rate.Add(Seconds(1000), 5000);
        Assert.Null(rate.PerMinute);
        Assert.Equal(1, rate.Count);
    }

    [Fact]
    public void A_reorganisation_to_a_lower_height_is_no_negative_rate()
    {
        var rate = new BlockRate();
        rate.Add(Seconds(0), 10);
        rate.Add(Seconds(60), 8);
        Assert.Equal(0, rate.PerMinute);
    }

    [Fact]
    public void A_step_of_the_history_keeps_its_highest_coherence()
    {
        var history = new CoherenceHistory();
        history.Add(Seconds(0), 0.3);
        history.Add(Seconds(0.5), 0.9);
        history.Add(Seconds(1.5), 0.1);
        history.Add(Seconds(2), null);
        history.Add(Seconds(6), 0.4);
        Assert.Equal([0.9, null, null, 0.4], history.Until(Seconds(7)));
        Assert.Equal([0.9, null, null, 0.4, null], history.Until(Seconds(8)));
    }

    [Theory, InlineData(0.5), InlineData(2), InlineData(7), InlineData(500)]
    public void The_history_has_the_last_four_minutes_and_no_older_value(double every)
    {
        var history = new CoherenceHistory();
        for (var at = 0.0; at <= 3600; at += every) history.Add(Seconds(at), at / 3600);
        var values = history.Until(Seconds(3600));
        Assert.Equal(CoherenceHistory.Count, values.Count);
        Assert.All(values.OfType<double>(), value => Assert.InRange(value * 3600, 3600 - 240, 3600));
        Assert.Contains(values, value => value is not null);
    }

    [Fact]
    public void A_failure_counts_at_once_and_the_next_answer_takes_it_back()
    {
        var model = new WatchModel();
        Assert.Equal((null, null), (model.Show(Seconds(2.9), Noon).Node, model.Show(Seconds(2.9), Noon).Loss));
        Assert.Equal("no answer for 3 s, trying on", model.Show(Seconds(3), Noon).Loss);
        model.Take(Snapshot(5, Noon), Seconds(3));
        Assert.Null(model.Show(Seconds(5.9), Noon).Loss);
        model.Fail(new InvalidOperationException("the store\nis lost"));
        Assert.Equal("no answer for 2 min, trying on: the store is lost", model.Show(Seconds(150), Noon).Loss);
        model.Take(Snapshot(5, Noon), Seconds(151));
        Assert.Null(model.Show(Seconds(151), Noon).Loss);
    }

    [Theory, InlineData(-5, 0), InlineData(0, 0), InlineData(75, 75)]
    public void A_tip_is_as_old_as_its_timestamp_and_never_of_the_future(int secondsAgo, int age)
    {
        var model = new WatchModel();
        model.Take(Snapshot(5, Noon.AddSeconds(-secondsAgo)), Seconds(0));
        Assert.Equal(Seconds(age), model.Show(Seconds(0), Noon).TipAge);
    }

    [Theory]
    [InlineData(0.9, "0 s"), InlineData(59.9, "59 s"), InlineData(60, "1 min"), InlineData(3599, "59 min"), InlineData(3600, "1 h")]
    [InlineData(86_400 * 12, "12 d")]
    public void An_age_is_told_in_its_largest_unit(double seconds, string text) => Assert.Equal(text, Age.Format(Seconds(seconds)));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static NodeSnapshot Snapshot(int height, DateTimeOffset time) =>
        new("testnet", new(default, height, new ChainWork(height + 1)), time, new(false, null, height, height, 0), null, []);
}
