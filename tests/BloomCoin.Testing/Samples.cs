using System.Globalization;

namespace BloomCoin.Testing;

/// <summary>Counters of one answer of /metrics.</summary>
public sealed class Samples(string metrics)
{
    /// <summary>The sum of a counter's samples with a label; 0 when there is none.</summary>
    public double Sum(string name, string label = "") => metrics.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    public double Disconnects<TReason>(TReason reason)
        where TReason : struct, Enum => Sum("bloom_gateway_disconnects", $"reason=\"{reason}\"");

    public double Refusals(string reason) => Sum("bloom_gateway_refusals", $"reason=\"{reason}\"");
}
