using System.Text.RegularExpressions;

namespace BloomCoin.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int LongestFile = 450;
    private const int LongestUsual = 300;
    private const int LongestMedian = 90;

    private static readonly Dictionary<string, string> Texts =
        Repository.Sources.ToDictionary(Repository.PathOf, file => File.ReadAllText(file.FullName));

    [Fact]
    public void No_file_is_longer_than_450_lines() => Assert.Empty(Texts.Where(file => Lines(file.Value) > LongestFile).Select(file => file.Key));

    [Fact]
    public void Half_of_the_files_have_at_most_90_lines_and_nine_of_ten_300()
    {
        var lengths = Texts.Values.Select(Lines).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, LongestMedian);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, LongestUsual);
    }

    // Programs of top-level statements have no namespace; every other file says where it lies.
    [Fact]
    public void A_namespace_is_the_path_of_its_folder() => Assert.Empty(
        from file in Texts
        let named = Namespace().Match(file.Value)
        where named.Success && named.Groups["name"].Value != FolderOf(file.Key)
        select $"{file.Key}: {named.Groups["name"].Value}");

    // The analyzer bans these by symbol; this also sees what a pragma would let through.
    [Fact]
    public void Time_and_chance_come_from_outside() => Assert.Empty(Matching(HiddenTimeOrChance()));

    [Fact]
    public void Logs_are_written_by_generated_methods_only() => Assert.Empty(Matching(DirectLog()));

    [Theory]
    [InlineData("_logger.LogInformation(\"x\")", true)]
    [InlineData("services.Get<ILogger>().LogError(e, \"x\")", true)]
    [InlineData("log.Log(LogLevel.Debug, \"x\")", true)]
    [InlineData("Math.Log(2)", false)]
    [InlineData("GatewayLog.Connected(logger, peer)", false)]
    public void A_direct_log_is_told_from_what_looks_like_one(string source, bool direct) => Assert.Equal(direct, DirectLog().IsMatch(source));

    private static IEnumerable<string> Matching(Regex pattern) =>
        from file in Texts
        let match = pattern.Match(file.Value)
        where match.Success
        select $"{file.Key}: {match.Value}";

    private static int Lines(string text) => text.AsSpan().Count('\n');

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!["src/".Length..].Replace('\\', '/').Replace('/', '.');

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bRandom\.Shared\b|\bThread\.Sleep\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenTimeOrChance();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(|\b_?log(ger)?\.Log\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DirectLog();
}
