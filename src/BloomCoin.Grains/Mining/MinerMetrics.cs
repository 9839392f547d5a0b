using System.Diagnostics.Metrics;
using System.Globalization;
using BloomCoin.Abstractions.Mining;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Mining;

/// <summary>What is shown of the miners that are, or were, on this silo.</summary>
internal sealed class MinerMetrics
{
    /// <summary>The most miners of a cluster; a grain with any other key has no label of its own.</summary>
    private const int MaxMiners = 64;

    private readonly MinerFigures?[] _miners = new MinerFigures?[MaxMiners + 1];

    public MinerMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableCounter("bloom.miner.rounds", () => Sum(miner => miner.Rounds), "{round}", "Rounds of the oscillators, of all miners here.");
        meter.CreateObservableCounter("bloom.miner.blooms", () => Sum(miner => miner.Blooms), "{bloom}", "Attempts that bloomed, of all miners here.");
        meter.CreateObservableCounter("bloom.miner.blocks", () => Sum(miner => miner.Blocks), "{block}", "Blocks sealed that became the tip, of all miners here.");
        meter.CreateObservableCounter("bloom.miner.merges", () => Sum(miner => miner.Merges), "{merge}", "Merges taken over, of all miners here.");
        meter.CreateObservableGauge("bloom.miner.coherence", Coherences, "1", "r of a miner's own oscillators, by the miner's number; only of those that mine here.");
    }

    /// <summary>The figures of a miner, the same whenever its grain comes back to this silo.</summary>
    /// <param name="key">Its grain's.</param>
    public MinerFigures Of(string key)
    {
        var number = Enumerable.Range(0, MaxMiners).FirstOrDefault(number => MinerName.Of(number) == key, MaxMiners);
        return Volatile.Read(ref _miners[number]) ?? Interlocked.CompareExchange(ref _miners[number], new MinerFigures(), null) ?? _miners[number]!;
    }

    private long Sum(Func<MinerFigures, long> of) => _miners.Sum(miner => miner is null ? 0 : of(miner));

    private IEnumerable<Measurement<double>> Coherences() =>
        from number in Enumerable.Range(0, _miners.Length)
        let coherence = _miners[number]?.Coherence
        where coherence is not null
        let name = number == MaxMiners ? "other" : number.ToString(CultureInfo.InvariantCulture)
        select new Measurement<double>(coherence.Value, new KeyValuePair<string, object?>("miner", name));
}
