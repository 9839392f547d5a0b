using BloomCoin.Simulation.Experiments;
using BloomCoin.Simulation.Mining;

namespace BloomCoin.Simulation.Tests;

public sealed class SettingTests
{
    private const int Seed = 7;

    public static TheoryData<Setting> Ways =>
    [
        new Setting(1.2, 1, null),
        new Setting(1.2, 3, null),
        new Setting(1.2, 3, new Sharing()),
        new Setting(1.2, 5, new Sharing(50, Partners: 2)),
        new Setting(1.2, 3, new Sharing(50, KeepsBloom: false)),
    ];

    [Theory, MemberData(nameof(Ways))]
    public void The_same_seed_gives_the_same_blooms(Setting setting) => Assert.Equal(Blooms(setting, 4), Blooms(setting, 4));

    [Fact]
    public void Another_seed_gives_other_blooms()
    {
        var setting = new Setting(3, 1, null);
        Assert.NotEqual(Blooms(setting, 10), Enumerable.Range(0, 10).Select(run => setting.Run(Seed + 1, run)));
    }

    [Fact]
    public void A_group_of_one_is_the_lone_miner() =>
        Assert.Equal(Blooms(new Setting(1.5, 1, null), 8), Blooms(new Setting(1.5, 1, new Sharing(50)), 8));

    [Fact]
    public void Miners_that_never_come_to_share_are_as_good_as_the_best_of_them_alone() =>
        Assert.Equal(Blooms(new Setting(1.5, 3, null), 4), Blooms(new Setting(1.5, 3, new Sharing(Setting.MaxRounds + 1)), 4));

    [Fact]
    public void More_partners_than_there_are_others_are_all_others() =>
        Assert.Equal(
            Blooms(new Setting(1.2, 3, new Sharing(100)), 4), Blooms(new Setting(1.2, 3, new Sharing(100, Partners: 2)), 4));

    [Fact]
    public void More_miners_never_make_the_best_of_them_worse()
    {
        for (var run = 0; run < 5; run++)
        {
            int[] best = [.. Enumerable.Range(1, 5).Select(miners => new Setting(1.2, miners, null).Run(Seed, run)?.Round ?? int.MaxValue)];
            Assert.Equal(best.OrderDescending(), best);
        }
    }

    [Theory, InlineData(1.5), InlineData(0.3)]
    public void A_bloom_takes_at_least_seven_rounds_and_one_miner_and_at_most_all(double boost) =>
        Assert.All(Blooms(new Setting(boost, 2, new Sharing()), 4), bloom =>
            Assert.True(bloom is null or { Round: >= 7 and <= Setting.MaxRounds, Miners: 1 or 2 }));

    private static FirstBloom?[] Blooms(Setting setting, int runs) => [.. Enumerable.Range(0, runs).Select(run => setting.Run(Seed, run))];
}
