using System.Diagnostics.Metrics;

namespace BloomCoin.Grains.Phases;

/// <summary>What is counted of heights' merges. Meter "BloomCoin.Grains".</summary>
internal sealed class PhaseMetrics
{
    private readonly Counter<long> _batches, _contributions;

    public PhaseMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("BloomCoin.Grains");
        _batches = meter.CreateCounter<long>("bloom.phases.batches", "{batch}", "Calls that brought a height contributions of peers.");
        _contributions = meter.CreateCounter<long>("bloom.phases.contributions", "{contribution}", "Contributions in these batches.");
    }

    public void Took(int contributions)
    {
        _batches.Add(1);
        _contributions.Add(contributions);
    }
}
