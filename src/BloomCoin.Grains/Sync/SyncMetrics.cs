using System.Diagnostics.Metrics;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Sync;

/// <summary>What is shown of the sync, by the silo that runs it.</summary>
internal sealed class SyncMetrics
{
    private readonly HeldHere<SyncCoordinator> _sync = new();

    public SyncMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableGauge("bloom.sync.state", States, "{sync}", "1 for what the sync is doing, 0 for what it is not.");
        meter.CreateObservableGauge("bloom.sync.headers", () => _sync.Measure(sync => sync.Progress.Headers), "{block}", "Height of the best checked header.");
        meter.CreateObservableGauge("bloom.sync.blocks", () => _sync.Measure(sync => sync.Progress.Blocks), "{block}", "Height up to which the sync knows blocks to be stored.");
        meter.CreateObservableGauge("bloom.sync.peers", () => _sync.Measure(sync => sync.Progress.Peers), "{peer}", "Peers that could be asked for blocks.");
        meter.CreateObservableGauge("bloom.sync.requests", () => _sync.Measure(sync => sync.Progress.Requests), "{request}", "Requests for blocks under way.");
    }

    /// <inheritdoc cref="HeldHere{T}.Show"/>
    public IDisposable Show(SyncCoordinator sync) => _sync.Show(() => sync);

    private IEnumerable<Measurement<int>> States() => Enum.GetValues<SyncState>()
        .SelectMany(state => _sync.Measure(sync => sync.Progress.State == state ? 1 : 0, new KeyValuePair<string, object?>("state", state.ToString())));
}

/// <summary>How far the sync is.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Headers">The best checked header's height.</param>
/// <param name="Blocks">The tip's, as it knows it.</param>
/// <param name="Peers">Peers that could be asked.</param>
/// <param name="Requests">Requests for blocks under way.</param>
internal readonly record struct SyncProgress(SyncState State, int Headers, int Blocks, int Peers, int Requests);

/// <summary>What the sync is doing.</summary>
internal enum SyncState
{
    /// <summary>No peer has anything that is worth asking for.</summary>
    Idle,

    /// <summary>Looks for a branch with more work by its headers.</summary>
    Headers,

    /// <summary>Downloads a branch's blocks.</summary>
    Blocks,
}
