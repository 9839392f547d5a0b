namespace BloomCoin.Node.Tests.Observability;

/// <summary>The table of docs/telemetry.md.</summary>
internal static class MetricsPage
{
    /// <summary>Each metric, with its cells: name, kind, labels, meaning, where, over silos.</summary>
    public static IReadOnlyDictionary<string, string[]> Rows { get; } = File.ReadLines(RepositoryFile.Path("docs", "telemetry.md"))
        .Where(line => line.StartsWith("| `bloom_", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .ToDictionary(cells => cells[0].Trim('`'), StringComparer.Ordinal);

    public static IEnumerable<string> LabelsOf(string metric) =>
        Rows[metric][2] is "-" ? [] : Rows[metric][2].Split(',', StringSplitOptions.TrimEntries);
}
