using System.Text.Json;
using System.Text.RegularExpressions;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>deploy/grafana/bloomcoin.json, as far as tests look at it.</summary>
internal sealed partial class Dashboard
{
    private readonly JsonDocument _document = JsonDocument.Parse(File.ReadAllText(RepositoryFile.Path("deploy", "grafana", "bloomcoin.json")));

    public IReadOnlyList<JsonElement> Panels => [.. _document.RootElement.GetProperty("panels").EnumerateArray()];

    /// <summary>Every panel's queries, with the legend of each.</summary>
    public IEnumerable<(string Panel, Query Query, IReadOnlyList<string> LegendLabels)> Queries =>
        from panel in Panels
        where panel.TryGetProperty("targets", out _)
        from target in panel.GetProperty("targets").EnumerateArray()
        select (
            panel.GetProperty("title").GetString()!,
            new Query(target.GetProperty("expr").GetString()!),
            (IReadOnlyList<string>)[.. Legend().Matches(target.GetProperty("legendFormat").GetString()!).Select(match => match.Groups["label"].Value)]);

    /// <summary>The queries of its variables: label_values(metric, label).</summary>
    public IEnumerable<(string Metric, string Label)> Variables =>
        from variable in _document.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
        where variable.GetProperty("type").GetString() == "query"
        let match = LabelValues().Match(variable.GetProperty("definition").GetString()!)
        select (match.Groups["metric"].Value, match.Groups["label"].Value);

    [GeneratedRegex(@"\{\{(?<label>\w+)\}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Legend();

    [GeneratedRegex(@"^label_values\((?<metric>\w+)(\{[^}]*\})?, (?<label>\w+)\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LabelValues();
}
