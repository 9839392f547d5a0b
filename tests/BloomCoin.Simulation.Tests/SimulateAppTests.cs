using BloomCoin.Simulation.CommandLine;
using BloomCoin.Simulation.Experiments;
using Spectre.Console;

namespace BloomCoin.Simulation.Tests;

public sealed class SimulateAppTests : IDisposable
{
    private readonly StringWriter _output = new(), _error = new();

    [Theory]
    [InlineData("--runs", "0", "0 is no whole number from 1 to 10000")]
    [InlineData("--runs", "many", "many is no whole number from 1 to 10000")]
    [InlineData("--seed", "-1", "-1 is no whole number from 0 to 2147483647")]
    [InlineData("--rounds", "3", "--rounds")]
    public async Task A_wrong_option_is_named_with_what_would_be_right(string option, string value, string said)
    {
        Assert.Equal(2, await Run(option, value));
        Assert.StartsWith("simulate: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_found_before_the_first_run()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Equal(2, await Run("--runs", "10000", "--csv", Path.Combine(folder, "runs.csv")));
        Assert.Contains("cannot write", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_ends_the_runs()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new Experiment(10_000, 1).Run(Settings.Main, stopped.Token));
    }

    [Fact]
    public void An_experiment_on_all_cores_has_the_rounds_of_its_settings_in_order()
    {
        Setting[] settings = [new(2, 1, null), new(2, 2, new Sharing(50))];
        var summaries = new Experiment(3, 5).Run(settings);
        Assert.Equal(settings, summaries.Select(summary => summary.Setting));
        Assert.All(summaries, summary => Assert.Equal(Enumerable.Range(0, 3).Select(run => summary.Setting.Run(5, run)), summary.Blooms));
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> Run(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output), Ansi = AnsiSupport.No });
        return new SimulateApp(console, _error).Run(arguments);
    }
}
