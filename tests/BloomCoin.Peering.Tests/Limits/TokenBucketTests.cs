using BloomCoin.Peering.Limits;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Limits;

/// <summary>wire-protocol 6: token buckets start full and refill evenly over the minute.</summary>
public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]   // wire-protocol 5: 20 GET_BLOCKS at once, then one every 3 s
    public void A_full_bucket_is_spent_at_once_and_then_a_token_comes_every_three_seconds()
    {
        var bucket = new TokenBucket(20, _time);
        for (var i = 0; i < 20; i++) Assert.Equal(TimeSpan.Zero, bucket.Reserve());
        Assert.Equal(3, bucket.Reserve().TotalSeconds, 6);
        Assert.Equal(6, bucket.Reserve().TotalSeconds, 6);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, bucket.Reserve().TotalSeconds, 6);
    }

    [Fact]
    public void A_bucket_never_holds_more_than_a_minutes_worth()
    {
        var bucket = new TokenBucket(5, _time);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(5, Enumerable.Range(0, 6).Count(_ => bucket.Reserve() == TimeSpan.Zero));
    }

    [Fact]
    public void Whoever_waits_as_told_never_sends_more_than_the_limit_and_its_burst_in_any_time() =>
        Gen.Select(Gen.Int[1, 100], Gen.Double[0, 2].Array[1, 300]).Sample((perMinute, pauses) =>
        {
            var time = new FakeTimeProvider();
            var bucket = new TokenBucket(perMinute, time);
            var sent = 0;
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromSeconds(pause) + bucket.Reserve());
                sent++;
            }

            return sent <= perMinute + (perMinute * (time.GetUtcNow() - time.Start).TotalMinutes) + 1;
        });
}
