using System.Text.RegularExpressions;
using BloomCoin.Cli;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Terminal;
using BloomCoin.Node.Configuration;

namespace BloomCoin.Node.Tests.Documentation;

/// <summary>The commands that README.md and the pages in docs/ show are understood as they stand there.</summary>
public sealed partial class CommandTests
{
    /// <summary>What stands for something that the reader has.</summary>
    private static readonly Dictionary<string, string> Placeholders = new(StringComparer.Ordinal)
    {
        ["ADDRESS"] = new string('a', 64),
        ["TOKEN"] = "a token of the reader's",
    };

    public static TheoryData<string, string> Commands => [.. Pages().SelectMany(page => CommandsOf(page.Text).Select(command => (page.Name, command)))];

    [Theory, MemberData(nameof(Commands))]
    public void Every_command_that_a_page_shows_is_understood(string page, string command)
    {
        string[] words = [.. Word().Matches(command).Select(word => Placeholders.GetValueOrDefault(word.Value, word.Value.Replace("\"", "", StringComparison.Ordinal)))];
        switch (words)
        {
            case ["./dev", "bloom", .. var arguments]:
                Assert.Empty(Parser().Parse(arguments).Errors.Select(error => $"{page}: {error.Message}"));
                break;
            case ["./dev", "run", .. var arguments]:
                Assert.Empty(NodeConfiguration.UnknownArguments(arguments).Concat(ConfigurationCheck.Of(NodeConfiguration.Read(arguments, "Production")).Errors));
                break;
            case ["./dev", var verb, ..]:
                Assert.Contains($"\n./dev {verb}", File.ReadAllText(RepositoryFile.Path("dev")), StringComparison.Ordinal);
                break;
            case ["dotnet", "run", "--project", var project, ..]:
                Assert.True(Directory.Exists(RepositoryFile.Path(project)), $"{page}: there is no {project}");
                break;
        }
    }

    [Fact]
    public void There_are_commands_to_check() => Assert.InRange(Commands.Count, 25, 500);

    private static System.CommandLine.RootCommand Parser() => BloomCommand.Create(
        new CommandContext(new OrleansConnector(), new LineView(TextWriter.Null, TimeProvider.System), TextWriter.Null, TextWriter.Null));

    private static IEnumerable<(string Name, string Text)> Pages() => Directory.GetFiles(RepositoryFile.Path("docs"), "*.md").Append(RepositoryFile.Path("README.md"))
        .Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

    /// <summary>Lines in a block without a language, joined where they go on, without comments.</summary>
    private static IEnumerable<string> CommandsOf(string page) =>
        from block in Block().Matches(page)
        from line in block.Groups["lines"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = line.Split(" #", 2)[0].Trim()
        where command.StartsWith("./dev ", StringComparison.Ordinal) || command.StartsWith("dotnet run ", StringComparison.Ordinal)
        select command;

    [GeneratedRegex(@"^```\n(?<lines>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"(""[^""]*""|[^\s""])+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
