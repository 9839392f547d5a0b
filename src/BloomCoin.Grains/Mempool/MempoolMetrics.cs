using System.Diagnostics.Metrics;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Mempool;

/// <summary>What is shown of the mempool: what waits, by the silo that holds it, and what became of what was submitted.</summary>
internal sealed class MempoolMetrics
{
    private readonly HeldHere<TransactionPool> _pool = new();
    private readonly KindCounts<SubmitOutcome> _submitted = new("outcome");

    public MempoolMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableGauge("bloom.mempool.transactions", () => _pool.Measure(pool => pool.Count), "{transaction}", "Transactions that wait for a block.");
        meter.CreateObservableGauge("bloom.mempool.size", () => _pool.Measure(pool => pool.Bytes), "By", "Memory that they take.");
        meter.CreateObservableGauge("bloom.mempool.limit", () => _pool.Measure(pool => pool.MaxBytes), "By", "Memory that they may take.");
        meter.CreateObservableCounter("bloom.mempool.submitted", () => _submitted.Measure(), "{transaction}", "Transactions judged, by outcome.");
    }

    /// <inheritdoc cref="HeldHere{T}.Show"/>
    public IDisposable Show(Func<TransactionPool> pool) => _pool.Show(pool);

    public void Judged(SubmitOutcome outcome) => _submitted.Add(outcome);
}
