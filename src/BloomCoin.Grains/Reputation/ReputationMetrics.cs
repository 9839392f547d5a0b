using System.Diagnostics.Metrics;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Reputation;

/// <summary>What is shown of scores and bans. Whose they are is no label: strangers bring any number of addresses.</summary>
internal sealed class ReputationMetrics
{
    private readonly KindCounts<BanKind> _bans = new("kind");
    private readonly KindCounts<PeerEvent> _events = new("event");
    private readonly HeldHere<StandingBans> _standing = new();

    public ReputationMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableCounter("bloom.bans", () => _bans.Measure(), "{ban}", "Bans that began, by kind.");
        meter.CreateObservableGauge("bloom.standing_bans", () => _standing.Measure(bans => bans.Count), "{ban}", "Bans that are remembered.");
        meter.CreateObservableCounter("bloom.peer.events", () => _events.Measure(), "{event}", "What counted for or against peers, by event.");
    }

    /// <inheritdoc cref="HeldHere{T}.Show"/>
    public IDisposable Show(StandingBans bans) => _standing.Show(() => bans);

    public void Banned(bool isManual) => _bans.Add(isManual ? BanKind.Manual : BanKind.Score);

    public void Noted(PeerEvent what, int count) => _events.Add(what, count);
}

/// <summary>Why a ban began.</summary>
internal enum BanKind
{
    /// <summary>The address's score fell too low.</summary>
    Score,

    /// <summary>Somebody asked for it.</summary>
    Manual,
}
