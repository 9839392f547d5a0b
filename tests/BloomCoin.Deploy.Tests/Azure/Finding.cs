using System.Text;
using System.Text.Json;

namespace BloomCoin.Deploy.Tests.Azure;

/// <summary>What the linter has to say of one line. Mistakes in types are warnings only, so every finding counts.</summary>
internal sealed record Finding(string File, int Line, string Rule, string Message)
{
    public override string ToString() => $"{File}:{Line} {Rule}: {Message}";

    /// <summary>All findings in all templates of a folder, and how many templates there were.</summary>
    public static async Task<(int Templates, IReadOnlySet<Finding> Findings)> InFolder(string folder)
    {
        var every = Path.Combine(folder, "**", "*.bicep");
        var (_, output, errors) = await Bicep.Run("lint", "--pattern", every, "--diagnostics-format", "sarif");
        Assert.True(output.StartsWith('{'), output + errors);
        var logs = Logs(output);
        return (logs.Count, logs.SelectMany(log => log.GetProperty("runs").EnumerateArray())
            .SelectMany(run => run.GetProperty("results").EnumerateArray()).Select(result => Read(result, folder)).ToHashSet());
    }

    private static Finding Read(JsonElement result, string folder)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        var file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        return new Finding(Path.GetRelativePath(folder, file), place.GetProperty("region").GetProperty("startLine").GetInt32(),
            result.GetProperty("ruleId").GetString()!, result.GetProperty("message").GetProperty("text").GetString()!);
    }

    /// <summary>One SARIF log for each template, one after the other.</summary>
    private static List<JsonElement> Logs(string output)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(output), new JsonReaderOptions { AllowMultipleValues = true });
        var logs = new List<JsonElement>();
        while (reader.Read()) logs.Add(JsonElement.ParseValue(ref reader));
        return logs;
    }
}
