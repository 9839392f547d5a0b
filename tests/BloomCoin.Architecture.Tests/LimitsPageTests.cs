using System.Text.RegularExpressions;

namespace BloomCoin.Architecture.Tests;

/// <summary>docs/limits.md names the test that shows each bound.</summary>
public sealed partial class LimitsPageTests
{
    private static readonly HashSet<string> Classes = [.. new DirectoryInfo(Path.Combine(Repository.Root.FullName, "tests"))
        .EnumerateFiles("*Tests.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetFileNameWithoutExtension(file.Name))];

    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var named = Name().Matches(File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "limits.md"))).Select(match => match.Groups["name"].Value).ToList();
        Assert.True(named.Count > 30, $"the page names {named.Count} tests");
        Assert.All(named, name => Assert.Contains(name, Classes));
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
