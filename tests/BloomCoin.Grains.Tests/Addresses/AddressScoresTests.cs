using System.Net;
using BloomCoin.Grains.Addresses;
using BloomCoin.Peering.Reputation;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Grains.Tests.Addresses;

/// <summary>wire-protocol 7: outbound peers are picked by score.</summary>
public sealed class AddressScoresTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AddressScores _scores;

    public AddressScoresTests() => _scores = new AddressScores(_time);

    [Fact]
    public void Nothing_is_known_of_a_stranger() => Assert.Equal(1, _scores.ScoreOf(IPAddress.Parse("203.0.113.7")));

    [Fact]
    public void A_score_drifts_back_and_one_that_would_be_banned_weighs_nothing()
    {
        _scores.Take("203.0.113.7", new ReputationScore(0.05, _time.GetUtcNow()));
        Assert.Equal(0, _scores.ScoreOf(IPAddress.Parse("203.0.113.7")));
        _time.Advance(ReputationScore.HalfLife);
        Assert.Equal(0.525, _scores.ScoreOf(IPAddress.Parse("203.0.113.7")), 6);
    }

    [Fact]
    public void All_of_a_64_have_one_score()
    {
        _scores.Take("2001:db8:1:2::/64", new ReputationScore(1.5, _time.GetUtcNow()));
        Assert.Equal((1.5, 1.0), (_scores.ScoreOf(IPAddress.Parse("2001:db8:1:2::7")), _scores.ScoreOf(IPAddress.Parse("2001:db8:1:3::7"))));
    }

    [Fact]   // docs/limits
    public void Past_the_bound_the_one_heard_of_longest_ago_makes_room()
    {
        for (var i = 0; i <= AddressScores.Limit; i++) _scores.Take(Address(i).ToString(), new ReputationScore(0.5, _time.GetUtcNow()));
        Assert.Equal((1.0, 0.5, 0.5), (_scores.ScoreOf(Address(0)), _scores.ScoreOf(Address(1)), _scores.ScoreOf(Address(AddressScores.Limit))));
    }

    private static IPAddress Address(int number) => new([20, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
