namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    [Fact]
    public async Task A_score_is_kept_and_replaced()
    {
        Assert.Null(await Reputation.ReadScore("203.0.113.7"));
        await Reputation.SaveScore(new StoredScore("203.0.113.7", 0.3, Noon));
        await Reputation.SaveScore(new StoredScore("2001:db8:1:2::/64", 2, Noon));
        await Reputation.SaveScore(new StoredScore("203.0.113.7", 0.25, Noon.AddHours(1)));
        await Reopen();

        Assert.Equal(new StoredScore("203.0.113.7", 0.25, Noon.AddHours(1)), await Reputation.ReadScore("203.0.113.7"));
        Assert.Equal(new StoredScore("2001:db8:1:2::/64", 2, Noon), await Reputation.ReadScore("2001:db8:1:2::/64"));
    }

    [Fact]   // strangers bring any number of addresses
    public async Task Old_scores_and_the_oldest_beyond_a_number_are_forgotten()
    {
        for (var i = 0; i < 10; i++) await Reputation.SaveScore(new StoredScore($"10.0.0.{i}", 0.5, Noon.AddHours(i)));

        await Reputation.PruneScores(Noon.AddHours(2), keep: 5);
        for (var i = 0; i < 10; i++) Assert.Equal(i >= 5, await Reputation.ReadScore($"10.0.0.{i}") is not null);
        await Reputation.PruneScores(Noon.AddHours(8), keep: 5);
        for (var i = 0; i < 10; i++) Assert.Equal(i >= 8, await Reputation.ReadScore($"10.0.0.{i}") is not null);
    }

    [Fact]
    public async Task The_latest_scores_come_first()
    {
        for (var i = 0; i < 10; i++) await Reputation.SaveScore(new StoredScore($"10.0.0.{i}", 0.5, Noon.AddHours(i % 5)));
        Assert.Equal(["10.0.0.4", "10.0.0.9", "10.0.0.3"], (await Reputation.ReadScores(3)).Select(score => score.Address));
    }

    [Fact]
    public async Task Bans_that_stand_come_back_those_that_end_last_first()
    {
        var bans = Enumerable.Range(0, 6).Select(i => new StoredBan($"10.0.0.{i}", Noon, Noon.AddHours(i), $"reason {i}", i % 2 == 0)).ToList();
        foreach (var ban in bans) await Reputation.ChangeBans(ban, []);
        await Reopen();

        Assert.Equal([bans[5], bans[4], bans[3], bans[2]], await Reputation.ReadBans(Noon.AddHours(1), 100));
        Assert.Equal([bans[5], bans[4]], await Reputation.ReadBans(Noon, 2));
    }

    [Fact]
    public async Task A_ban_takes_the_place_of_the_addresss_older_one_and_of_those_that_are_lifted()
    {
        var (old, other) = (new StoredBan("10.0.0.1", Noon, Noon.AddHours(1), "score", false), new StoredBan("10.0.0.2", Noon, Noon.AddHours(2), "score", false));
        await Reputation.ChangeBans(old, []);
        await Reputation.ChangeBans(other, []);
        var longer = old with { Until = Noon.AddDays(9), Reason = "by hand", IsManual = true };
        await Reputation.ChangeBans(longer, ["10.0.0.2", "10.0.0.3"]);
        Assert.Equal([longer], await Reputation.ReadBans(Noon, 100));

        await Reputation.ChangeBans(null, ["10.0.0.1"]);
        Assert.Empty(await Reputation.ReadBans(Noon, 100));
    }
}
