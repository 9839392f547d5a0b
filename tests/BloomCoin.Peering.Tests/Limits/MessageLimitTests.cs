using BloomCoin.Peering.Limits;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Limits;

/// <summary>wire-protocol 6: over the limit dropped, more than 3 times the limit within the minute a violation.</summary>
public sealed class MessageLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Of_a_flood_60_are_taken_120_dropped_and_the_181st_is_a_violation()
    {
        var limit = new MessageLimit(60, _time);
        var verdicts = Enumerable.Range(0, 181).Select(_ => limit.Judge()).ToArray();
        Assert.All(verdicts[..60], verdict => Assert.Equal(LimitVerdict.Accept, verdict));
        Assert.Equal(LimitVerdict.IgnoreAndNote, verdicts[60]);
        Assert.All(verdicts[61..180], verdict => Assert.Equal(LimitVerdict.Ignore, verdict));
        Assert.Equal(LimitVerdict.Violation, verdicts[180]);
    }

    [Fact]   // wire-protocol 7, rate_limited: once a minute
    public void That_the_limit_was_passed_is_noted_once_a_minute()
    {
        var limit = new MessageLimit(60, _time);
        var noted = 0;
        for (var second = 0; second < 300; second++)
        {
            for (var message = 0; message < 2; message++)
            {
                if (limit.Judge() == LimitVerdict.IgnoreAndNote) noted++;
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(5, noted);   // the bucket is empty after 59 s; then once in each minute
    }

    [Fact]
    public void A_flood_just_over_three_times_the_limit_ends_within_its_minute()
    {
        var limit = new MessageLimit(60, _time);
        var (sent, verdict) = (0, LimitVerdict.Accept);
        while (verdict != LimitVerdict.Violation)
        {
            _time.Advance(TimeSpan.FromMinutes(1) / 190);
            verdict = limit.Judge();
            sent++;
        }

        Assert.Equal(181, sent);
    }

    [Fact]
    public void Limit_0_is_no_limit()
    {
        var limit = new MessageLimit(0, _time);
        for (var message = 0; message < 10_000; message++) Assert.Equal(LimitVerdict.Accept, limit.Judge());
    }

    [Fact]
    public void Whatever_the_pauses_nobody_passes_the_limit_and_who_keeps_to_it_is_never_dropped() =>
        Gen.Select(Gen.Int[1, 100], Gen.Double[0, 3].Array[1, 400]).Sample((perMinute, pauses) =>
        {
            var time = new FakeTimeProvider();
            var (limit, honest, twin) = (new MessageLimit(perMinute, time), new MessageLimit(perMinute, time), new TokenBucket(perMinute, time));
            var accepted = 0;
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromSeconds(pause * 20 / perMinute));
                if (limit.Judge() == LimitVerdict.Accept) accepted++;
                if (twin.TryTake()) Assert.Equal(LimitVerdict.Accept, honest.Judge());
            }

            Assert.InRange(accepted, 1, perMinute + (perMinute * (time.GetUtcNow() - time.Start).TotalMinutes));
        });

    [Fact]
    public void A_violation_means_more_than_three_times_the_limit_within_a_minute() =>
        Gen.Select(Gen.Int[1, 20], Gen.Double[0, 2].Array[1, 300]).Sample((perMinute, pauses) =>
        {
            var time = new FakeTimeProvider();
            var limit = new MessageLimit(perMinute, time);
            var sent = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromSeconds(pause * 20 / perMinute));
                sent.Add(time.GetUtcNow());
                var lately = sent.Count(at => time.GetUtcNow() - at < TimeSpan.FromMinutes(1));
                if (limit.Judge() == LimitVerdict.Violation) Assert.InRange(lately, (3 * perMinute) + 1, int.MaxValue);
            }
        });
}
