using BloomCoin.Simulation.Experiments;
using BloomCoin.Simulation.Mining;
using BloomCoin.Simulation.Results;

namespace BloomCoin.Simulation.Tests;

public sealed class SummaryTests
{
    private static readonly Setting Alone = new(1, 1, null);

    [Fact]
    public void Quartiles_are_of_the_runs_that_bloomed()
    {
        var summary = Summarise(Alone, 400, null, 100, 300, 200, null, 500);
        Assert.Equal(5, summary.Bloomed);
        Assert.Equal(300, summary.Quantile(0.5));
        Assert.Equal(200, summary.Quantile(0.25));
        Assert.Equal(150, summary.Quantile(0.125));
    }

    [Fact]   // else rare blooms would look quick
    public void Rounds_for_each_bloom_count_the_runs_in_vain() =>
        Assert.Equal((100 + 200 + 2 * Setting.MaxRounds) / 2.0, Summarise(Alone, 100, null, 200, null).RoundsPerBloom);

    [Fact]
    public void Without_a_bloom_there_is_no_median()
    {
        var summary = Summarise(Alone, null, null);
        Assert.Null(summary.Quantile(0.5));
        Assert.Null(summary.RoundsPerBloom);
    }

    [Fact]
    public void Every_run_is_a_line_of_the_csv_and_what_has_no_value_is_empty()
    {
        var csv = new StringWriter { NewLine = "\n" };
        RunCsv.Write(csv, [Summarise(Alone, 100, null), Summarise(new Setting(0.8, 10, new Sharing(50, 3)), 7)]);
        Assert.Equal(
            """
            boost,miners,merge_every,partners,keeps_bloom,run,rounds,miners_at_once
            1.0,1,,,,0,100,1
            1.0,1,,,,1,,
            0.8,10,50,3,True,0,7,1

            """,
            csv.ToString());
    }

    [Fact]
    public void The_model_is_quoted_where_it_has_the_setting()
    {
        Assert.Equal("12 of 12, 463", Model.Describe(new Setting(1.2, 10, new Sharing())));
        Assert.Equal("0 of 12", Model.Describe(new Setting(0.8, 1, null)));
        Assert.Equal("", Model.Describe(new Setting(0.8, 3, null)));
    }

    [Fact]
    public void Miners_at_once_are_the_average_over_blooms() => Assert.Equal(
        4, new Summary(Alone, [new FirstBloom(100, 1), null, new FirstBloom(100, 7)]).MinersPerBloom);

    private static Summary Summarise(Setting setting, params int?[] rounds) =>
        new(setting, [.. rounds.Select(round => round is { } at ? new FirstBloom(at, 1) : (FirstBloom?)null)]);
}
