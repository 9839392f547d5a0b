using System.Globalization;

namespace BloomCoin.Simulation.Results;

/// <summary>Every run as a line of comma-separated values.</summary>
public static class RunCsv
{
    public static void Write(TextWriter to, IEnumerable<Summary> summaries)
    {
        to.WriteLine("boost,miners,merge_every,partners,keeps_bloom,run,rounds,miners_at_once");
        foreach (var (setting, blooms) in summaries)
        {
            for (var run = 0; run < blooms.Count; run++)
            {
                // A field without a meaning or value is empty: no sharing, all partners, no bloom.
                var (sharing, bloom) = (setting.Sharing, blooms[run]);
                to.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{setting.Boost:0.0},{setting.Miners},{sharing?.MergeEvery},{sharing?.Partners},{sharing?.KeepsBloom},{run},"
                    + $"{bloom?.Round},{bloom?.Miners}"));
            }
        }
    }
}
