using BloomCoin.Abstractions.Mining;
using BloomCoin.Grains.Mining;
using BloomCoin.Testing;

namespace BloomCoin.Grains.Tests.Metrics;

/// <summary>Miners are shown together, and each one's r while it mines; a grain's key makes no label.</summary>
public sealed class MinerMetricsTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly MinerMetrics _metrics;

    public MinerMetricsTests() => _metrics = new MinerMetrics(_meters);

    [Fact]
    public void Figures_of_all_miners_add_up_and_stay_when_one_comes_back()
    {
        _metrics.Of(MinerName.Of(0)).Ran(100, 0.5);
        _metrics.Of(MinerName.Of(1)).Ran(20, 0.25);
        _metrics.Of(MinerName.Of(0)).Ran(3, 0.75);
        _metrics.Of(MinerName.Of(1)).Bloomed();
        _metrics.Of(MinerName.Of(1)).Sealed();
        _metrics.Of(MinerName.Of(1)).Merged();
        var shown = ShownMetrics.Of(_meters);
        Assert.Equal(123, shown.Find("bloom.miner.rounds"));
        Assert.Equal((1, 1, 1), (shown.Find("bloom.miner.blooms"), shown.Find("bloom.miner.blocks"), shown.Find("bloom.miner.merges")));
        Assert.Equal((0.75, 0.25), (shown.Find("bloom.miner.coherence", "miner=0"), shown.Find("bloom.miner.coherence", "miner=1")));
    }

    [Fact]
    public void A_miner_that_stopped_shows_no_coherence_and_what_it_did()
    {
        var miner = _metrics.Of(MinerName.Of(3));
        miner.Ran(100, 0.5);
        miner.Stopped();
        var shown = ShownMetrics.Of(_meters);
        Assert.Null(shown.Find("bloom.miner.coherence", "miner=3"));
        Assert.Equal(100, shown.Find("bloom.miner.rounds"));
    }

    [Fact]   // whoever reaches the silo port may call a miner of any name
    public void Miners_of_other_names_are_shown_as_one()
    {
        for (var number = 0; number < 100; number++) _metrics.Of($"miner:x{number}").Ran(1, 0.5);
        _metrics.Of(MinerName.Of(64)).Ran(1, 0.5);
        Assert.Equal(["bloom.miner.coherence miner=other"], ShownMetrics.Of(_meters).Series.Where(series => series.StartsWith("bloom.miner.coherence", StringComparison.Ordinal)));
        Assert.Equal(101, ShownMetrics.Of(_meters).Find("bloom.miner.rounds"));
    }

    public void Dispose() => _meters.Dispose();
}
