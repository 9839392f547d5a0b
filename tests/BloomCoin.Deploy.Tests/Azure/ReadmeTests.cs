using System.Text.Json;
using System.Text.RegularExpressions;

namespace BloomCoin.Deploy.Tests.Azure;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AzureFolder.Original, "README.md"));

    [Fact]
    public async Task The_example_parameters_build_and_every_parameter_is_explained() => Assert.Equal(await Names("parameters"), Sorted(
        Readme.Split('\n').SkipWhile(line => line != "## Parameters").TakeWhile(line => line != "## More of it")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Code().Matches(line.Split('|')[1]))));

    [Fact]
    public async Task Every_output_is_used_and_no_other_is_asked_for() =>
        Assert.Equal(await Names("outputs"), Sorted(Output().Matches(Readme)).Distinct(StringComparer.Ordinal));

    private static async Task<IEnumerable<string>> Names(string section)
    {
        var (code, output, errors) = await Bicep.Run("build-params", Path.Combine(AzureFolder.Original, "main.bicepparam"), "--stdout");
        Assert.True(code == 0, errors);
        var template = JsonElement.Parse(JsonElement.Parse(output).GetProperty("templateJson").GetString()!);
        return template.GetProperty(section).EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Sorted(IEnumerable<Match> names) =>
        names.Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\$\(out (?<name>\w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Output();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
