using System.Diagnostics.Metrics;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Chain;

/// <summary>What is shown of the chain: where it ends, by the silo that writes it, and what became of blocks.</summary>
internal sealed class ChainMetrics
{
    private readonly HeldHere<ChainWriter> _writer = new();
    private readonly KindCounts<BlockPlace> _blocks = new("branch");
    private readonly KindCounts<RefusalKind> _refusals = new("kind");
    private readonly KindCounts<ForkDepth> _reorganisations = new("depth");

    public ChainMetrics(IMeterFactory meters, TimeProvider time)
    {
        var meter = meters.CreateBloomMeter();
        meter.CreateObservableGauge("bloom.chain.height", () => _writer.Measure(writer => writer.Tip.Height), "{block}", "Height of the tip.");
        meter.CreateObservableGauge(
            "bloom.chain.tip_age", () => _writer.Measure(writer => time.GetUtcNow().ToUnixTimeSeconds() - (double)writer.TipTimestamp), "s", "Time since the tip's own timestamp.");
        meter.CreateObservableGauge(
            "bloom.chain.tip_unchanged", () => _writer.Measure(writer => time.GetElapsedTime(writer.TipSince).TotalSeconds), "s", "Time since this silo last saw the tip change, or began to write the chain.");
        meter.CreateObservableGauge("bloom.chain.orphans", () => _writer.Measure(writer => writer.Orphans), "{block}", "Blocks that wait for their parent.");
        meter.CreateObservableCounter("bloom.chain.blocks", () => _blocks.Measure(), "{block}", "Blocks stored, by branch.");
        meter.CreateObservableCounter("bloom.chain.refusals", () => _refusals.Measure(), "{block}", "Blocks refused, by kind of refusal.");
        meter.CreateObservableCounter("bloom.chain.reorganisations", () => _reorganisations.Measure(), "{reorganisation}", "Reorganisations, by how many blocks they took off the best chain.");
    }

    /// <inheritdoc cref="HeldHere{T}.Show"/>
    public IDisposable Show(ChainWriter writer) => _writer.Show(() => writer);

    public void Stored(int blocks, bool onBest) => _blocks.Add(onBest ? BlockPlace.Best : BlockPlace.Side, blocks);

    public void Refused(RefusalKind kind) => _refusals.Add(kind);

    public void Reorganised(int undone) => _reorganisations.Add(undone switch
    {
        <= 1 => ForkDepth.One,
        2 => ForkDepth.Two,
        <= 6 => ForkDepth.ThreeToSix,
        <= 100 => ForkDepth.SevenToHundred,
        _ => ForkDepth.OverHundred,
    });
}

/// <summary>Where a block was stored.</summary>
internal enum BlockPlace
{
    Best,
    Side,
}

/// <summary>How many blocks a reorganisation took off the best chain.</summary>
internal enum ForkDepth
{
    One,
    Two,
    ThreeToSix,
    SevenToHundred,
    OverHundred,
}
