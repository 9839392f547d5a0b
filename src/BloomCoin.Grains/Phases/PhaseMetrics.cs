using System.Diagnostics.Metrics;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Phases;

/// <summary>What is measured of heights' merges, by the silos that hold the heights.</summary>
internal sealed class PhaseMetrics
{
    private readonly TimeProvider _time;
    private readonly Histogram<long> _size;
    private readonly Histogram<double> _duration;
    private long _batches, _contributions;

    public PhaseMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableCounter("bloom.phases.batches", () => Interlocked.Read(ref _batches), "{batch}", "Calls that brought a height contributions of peers.");
        meter.CreateObservableCounter("bloom.phases.contributions", () => Interlocked.Read(ref _contributions), "{contribution}", "Contributions in these batches.");
        _size = meter.CreateCounts("bloom.phases.batch_size", "{contribution}", "Valid contributions in a batch.");
        _duration = meter.CreateTimes("bloom.phases.merge_duration", "Time to take a batch in and merge its height anew.");
    }

    /// <summary>A batch is taken in from now until <see cref="Took"/>.</summary>
    public long Begin() => _time.GetTimestamp();

    public void Took(int contributions, long began)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _contributions, contributions);
        _size.Record(contributions);
        _duration.Record(_time.GetElapsedTime(began).TotalSeconds);
    }
}
