using BloomCoin.Peering.Reputation;
using CsCheck;

namespace BloomCoin.Peering.Tests.Reputation;

/// <summary>wire-protocol 7.</summary>
public sealed class ReputationScoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_starts_at_1_and_stays_there()
    {
        var score = ReputationScore.New(Noon);
        Assert.Equal((1.0, 1.0), (score.ValueAt(Noon), score.ValueAt(Noon.AddDays(30))));
    }

    [Theory, InlineData(-0.8), InlineData(+0.8)]
    public void Half_of_the_distance_to_1_is_forgotten_in_6_h(double change)
    {
        var score = ReputationScore.New(Noon).After(change, Noon);
        Assert.Equal(1 + (change / 2), score.ValueAt(Noon.AddHours(6)), 9);
        Assert.Equal(1 + (change / 4), score.ValueAt(Noon.AddHours(12)), 9);
    }

    [Fact]
    public void A_clock_that_was_set_back_forgets_nothing_and_adds_nothing()
    {
        var score = ReputationScore.New(Noon).After(-0.5, Noon);
        Assert.Equal(0.5, score.ValueAt(Noon.AddHours(-6)));
        Assert.Equal(Noon, score.After(-0.1, Noon.AddHours(-6)).At);
    }

    [Fact]
    public void It_is_never_below_0_or_above_2_and_time_only_brings_it_nearer_to_1() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Int[0, 100_000]).Array[1, 30].Sample(steps =>
        {
            var (score, now) = (ReputationScore.New(Noon), Noon);
            foreach (var (change, seconds) in steps)
            {
                score = score.After(change, now);
                Assert.InRange(score.Value, 0, ReputationScore.Most);
                now = now.AddSeconds(seconds);
                Assert.InRange(Math.Abs(score.ValueAt(now) - 1), 0, Math.Abs(score.Value - 1));
            }
        });
}
