using System.Text.RegularExpressions;

namespace BloomCoin.Client.Tests.Guide;

/// <summary>docs/client.md, and the README's of the packages: what they show is compiled somewhere.</summary>
public sealed partial class GuidePageTests
{
    private static readonly IReadOnlyList<string[]> Sources =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "tests/BloomCoin.Client.Tests/Guide"), "*.cs")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src/BloomCoin.Client.Sample"), "*.cs"))
            .Select(file => Lines(File.ReadAllText(file))),
    ];

    [Theory, InlineData("docs/client.md", 10), InlineData("src/BloomCoin.Client/README.md", 1)]
    public void Every_example_stands_line_by_line_in_a_source_file_that_is_compiled(string page, int atLeast)
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).Select(match => match.Groups["code"].Value).ToList();
        Assert.True(examples.Count >= atLeast, $"the page has {examples.Count} examples");
        Assert.All(examples, example => Assert.True(Sources.Any(source => Holds(source, Lines(example))), $"compiled nowhere:{Environment.NewLine}{example}"));
    }

    [Fact]
    public void Every_part_of_the_client_has_its_example()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/client.md"));
        Assert.All(typeof(IBloomClient).GetProperties(), part => Assert.Contains($"node.{part.Name}.", page, StringComparison.Ordinal));
    }

    /// <summary>Without indentation and empty lines.</summary>
    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static bool Holds(string[] source, string[] example) =>
        Enumerable.Range(0, Math.Max(0, source.Length - example.Length + 1)).Any(at => source.AsSpan(at, example.Length).SequenceEqual(example));

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
