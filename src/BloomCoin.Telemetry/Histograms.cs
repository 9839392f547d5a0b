using System.Diagnostics.Metrics;

namespace BloomCoin.Telemetry;

/// <summary>The buckets of this node's histograms, chosen once for each unit.</summary>
public static class Histograms
{
    /// <summary>0.1 ms to 30 s: from a read of a warm page to a statement that times out.</summary>
    private static readonly double[] Seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Batches and depths.</summary>
    private static readonly long[] Counts = [1, 2, 3, 5, 10, 25, 50, 75, 100, 250, 500];

    /// <summary>A time, in seconds.</summary>
    public static Histogram<double> CreateTimes(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });

    /// <summary>A number of things.</summary>
    public static Histogram<long> CreateCounts(this Meter meter, string name, string unit, string description) =>
        meter.CreateHistogram(name, unit, description, advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = Counts });
}
