using System.Diagnostics.Metrics;
using BloomCoin.Peering.Gossip;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway.Phases;

/// <summary>What is shown of the height being worked on: the merge that this gateway holds, and gives to whoever asks. Nothing while it holds none.</summary>
internal sealed class GossipMetrics
{
    private readonly HeldPhases _held;

    public GossipMetrics(IMeterFactory meters, PhaseGossip gossip)
    {
        _held = gossip.Held;
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableGauge("bloom.phases.coherence", () => Measure(merge => (double)merge.Coherence), "1", "r of the merge of the height being worked on.");
        meter.CreateObservableGauge("bloom.phases.contributors", () => Measure(merge => merge.Contributors), "{contributor}", "Peers and miners whose phases are in it.");
    }

    private IEnumerable<Measurement<T>> Measure<T>(Func<HeldMerge, T> of)
        where T : struct => _held.Working is { } merge ? [new Measurement<T>(of(merge))] : [];
}
