using System.Diagnostics.Metrics;
using System.Globalization;
using BloomCoin.Telemetry;

namespace BloomCoin.Node.Metrics;

/// <summary>What the runtime does not tell of its process: open files, each connection among them, and what it may have. On Linux; elsewhere nothing is shown of files.</summary>
internal static class ProcessMetrics
{
    private const string OpenFiles = "/proc/self/fd", Limits = "/proc/self/limits", LimitName = "Max open files";

    public static void Add(IMeterFactory meters)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableGauge(
            "bloom.process.memory_limit", () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, "By", "Memory that the process may take: its container's, or the machine's.");
        if (!Directory.Exists(OpenFiles)) return;
        meter.CreateObservableGauge("bloom.process.open_files", () => Directory.EnumerateFileSystemEntries(OpenFiles).Count(), "{file}", "Open files and sockets.");
        if (LimitIn(File.ReadLines(Limits)) is { } limit)
            meter.CreateObservableGauge("bloom.process.open_files_limit", () => limit, "{file}", "Files and sockets that may be open.");
    }

    /// <summary>The soft limit; null where there is none.</summary>
    public static long? LimitIn(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith(LimitName, StringComparison.Ordinal)) is { } line
        && long.TryParse(line[LimitName.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}
