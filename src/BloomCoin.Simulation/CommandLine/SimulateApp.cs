using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BloomCoin.Simulation.Experiments;
using BloomCoin.Simulation.Results;
using Spectre.Console;

namespace BloomCoin.Simulation.CommandLine;

/// <summary>./dev simulate: words in, an exit code out.</summary>
/// <param name="console">Where the tables go.</param>
/// <param name="error">Failures: one line.</param>
public sealed class SimulateApp(IAnsiConsole console, TextWriter error)
{
    /// <summary>As of `bloom`: done, unusable, stopped.</summary>
    private const int Done = 0, Unusable = 2, Stopped = 130;

    private const string Description = """
        Does sharing phases make mining cooperative? Runs miners with the node's own oscillators and merge, alone and in groups, and counts
        the rounds to their first bloom: 63 oscillators, dt 0.02, frequency_std 0.5, at most 5 000 rounds.
        """;

    private readonly Option<int> _runs = new("--runs")
    {
        Description = "Runs of each setting: 1 to 10 000.",
        DefaultValueFactory = _ => 200,
        CustomParser = result => Parse(result, 1, 10_000),
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "0 to 2 147 483 647. The same seed gives the same numbers, on every machine.",
        DefaultValueFactory = _ => 1,
        CustomParser = result => Parse(result, 0, int.MaxValue),
    };

    private readonly Option<string?> _csv = new("--csv") { Description = "Also writes every run to this file.", HelpName = "FILE" };

    public async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var root = new RootCommand(Description) { _runs, _seed, _csv };
        root.SetAction((parsed, stop) => Task.FromResult(
            Simulate(parsed.GetValue(_runs), parsed.GetValue(_seed), parsed.GetValue(_csv), stop)));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync($"simulate: {parsed.Errors[0].Message} (see simulate --help)");
            return Unusable;
        }

        var output = console.Profile.Out.Writer;
        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(invocation, cancellation);
    }

    private int Simulate(int runs, int seed, string? csv, CancellationToken cancellation)
    {
        try
        {
            // Before the runs, so that they are not in vain where the file cannot be written.
            using var file = csv is null ? null : new StreamWriter(csv);
            var experiment = new Experiment(runs, seed);
            console.WriteLine(FormattableString.Invariant($"{runs} runs each, seed {seed}; medians are of the runs that bloomed"));
            var main = experiment.Run(Settings.Main, cancellation);
            console.Write(SummaryTable.Create("Rounds to the first bloom; sharing merges every 500 rounds", main));
            var variants = experiment.Run(Settings.Variants, cancellation);
            console.Write(SummaryTable.Create("Ten miners that share in other ways", variants));
            if (file is not null)
                RunCsv.Write(file, main.Concat(variants));
            return Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"simulate: cannot write {csv}: {e.Message}");
            return Unusable;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("simulate: stopped");
            return Stopped;
        }
    }

    private static int Parse(ArgumentResult result, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            result.AddError(FormattableString.Invariant($"{text} is no whole number from {least} to {most}"));
        return Math.Clamp(number, least, most);
    }
}
