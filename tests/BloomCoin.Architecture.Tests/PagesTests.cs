using System.Globalization;
using System.Text.RegularExpressions;

namespace BloomCoin.Architecture.Tests;

/// <summary>docs/limits.md names the test that shows each bound, docs/scenarios.md those that show how each scenario ends.</summary>
public sealed partial class PagesTests
{
    private const int Scenarios = 27;

    private static readonly HashSet<string> Classes = [.. new DirectoryInfo(Path.Combine(Repository.Root.FullName, "tests"))
        .EnumerateFiles("*Tests.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetFileNameWithoutExtension(file.Name))];

    [Theory, InlineData("limits.md", 30), InlineData("scenarios.md", Scenarios)]
    public void Every_test_that_a_page_names_is_there(string page, int atLeast)
    {
        var named = TestsIn(Read(page));
        Assert.True(named.Count >= atLeast, $"the page names {named.Count} tests");
        Assert.All(named, name => Assert.Contains(name, Classes));
    }

    [Fact]
    public void Each_scenario_has_its_row_and_each_row_a_test()
    {
        var rows = Row().Matches(Read("scenarios.md"));
        Assert.Equal(Enumerable.Range(1, Scenarios), rows.Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.NotEmpty(TestsIn(row.Value)));
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", page));

    private static List<string> TestsIn(string text) => [.. Name().Matches(text).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Row();
}
