using System.Text.RegularExpressions;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>The time series of some answers of /metrics: names with their labels.</summary>
internal sealed partial class Scrape
{
    /// <summary>Labels that Prometheus adds to what it scrapes.</summary>
    public static readonly IReadOnlyList<string> Added = ["job", "instance"];

    private readonly Dictionary<string, HashSet<string>> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<(string Label, string Value)> _ownValues = [];
    private readonly HashSet<string> _ownFamilies = new(StringComparer.Ordinal);

    /// <summary>The node's own metrics, by the names of their types' lines.</summary>
    public IReadOnlyCollection<string> OwnFamilies => _ownFamilies;

    /// <summary>Every label of the node's own metrics, with each of its values.</summary>
    public IReadOnlyCollection<(string Label, string Value)> OwnValues => _ownValues;

    /// <summary>Takes an answer in beside those before it.</summary>
    public void Add(string metrics)
    {
        foreach (var line in metrics.Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } type && IsOwn(type.Groups["name"].Value)) _ownFamilies.Add(type.Groups["name"].Value);
            if (Sample().Match(line) is not { Success: true } sample) continue;
            var name = sample.Groups["name"].Value;
            if (!_labels.TryGetValue(name, out var labels)) _labels[name] = labels = new HashSet<string>(Added, StringComparer.Ordinal);
            foreach (var (label, value) in Label().Matches(sample.Groups["labels"].Value).Select(label => (label.Groups["name"].Value, label.Groups["value"].Value)))
            {
                labels.Add(label);
                if (IsOwn(name) && label is not ("le" or "otel_scope_name")) _ownValues.Add((label, value));
            }
        }
    }

    public bool Has(string name) => _labels.ContainsKey(name);

    /// <summary>The labels of a metric; of a histogram those of its buckets too. Empty for one that is not there.</summary>
    public IEnumerable<string> LabelsOf(string name) => _labels.TryGetValue(name, out var labels) ? labels : _labels.GetValueOrDefault(name + "_bucket", []);

    private static bool IsOwn(string name) => name.StartsWith("bloom_", StringComparison.Ordinal);

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[^}]*)\})? ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Sample();

    [GeneratedRegex("(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
