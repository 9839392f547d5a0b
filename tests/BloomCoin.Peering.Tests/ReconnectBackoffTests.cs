using CsCheck;

namespace BloomCoin.Peering.Tests;

public sealed class ReconnectBackoffTests
{
    private static readonly TimeSpan[] Doubled = [.. new[] { 1, 2, 4, 8, 16, 32, 64, 120, 120, 120 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    [Fact]
    public void The_wait_doubles_from_1_second_to_2_minutes_and_its_jitter_takes_at_most_half() => Gen.Int.Sample(seed =>
    {
        var backoff = new ReconnectBackoff(new Random(seed));
        Assert.All(Doubled, wait => Assert.InRange(backoff.Next(TimeSpan.Zero), wait / 2, wait));
    });

    [Fact]
    public void It_never_waits_longer_however_often_it_fails()
    {
        var backoff = new ReconnectBackoff(new Random(1));
        for (var failure = 0; failure < 10_000; failure++)
            Assert.InRange(backoff.Next(TimeSpan.Zero), TimeSpan.FromSeconds(0.5), ReconnectBackoff.Longest);
    }

    [Fact]
    public void A_good_connection_starts_the_wait_over()
    {
        var backoff = Failed(times: 6);
        Assert.InRange(backoff.Next(ReconnectBackoff.GoodConnection), ReconnectBackoff.First / 2, ReconnectBackoff.First);
        Assert.InRange(backoff.Next(TimeSpan.Zero), ReconnectBackoff.First, ReconnectBackoff.First * 2);
    }

    // A peer that accepts and drops at once is not dialled every second for ever.
    [Fact]
    public void A_short_connection_is_a_failure_like_none()
    {
        var backoff = Failed(times: 6);
        Assert.InRange(backoff.Next(ReconnectBackoff.GoodConnection - TimeSpan.FromTicks(1)), TimeSpan.FromSeconds(32), TimeSpan.FromSeconds(64));
    }

    // Seeded: 1000 nodes that lost one peer together come back spread over the half.
    [Fact]
    public void Nodes_that_failed_together_do_not_come_back_together()
    {
        var random = new Random(2);
        var waits = Enumerable.Range(0, 1000).Select(_ => new ReconnectBackoff(random).Next(TimeSpan.Zero).TotalSeconds).ToArray();
        for (var tenth = 0.5; tenth < 0.95; tenth += 0.1) Assert.InRange(waits.Count(wait => wait >= tenth && wait < tenth + 0.1), 100, 300);
    }

    private static ReconnectBackoff Failed(int times)
    {
        var backoff = new ReconnectBackoff(new Random(3));
        for (var failure = 0; failure < times; failure++) backoff.Next(TimeSpan.Zero);
        return backoff;
    }
}
