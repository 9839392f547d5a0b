using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Phases;
using static BloomCoin.Grains.Tests.Phases.Contributions;

namespace BloomCoin.Grains.Tests.Phases;

/// <summary>A batch of PHASEs on its way through the worker to its height.</summary>
public sealed class PhaseGrainTests : IAsyncLifetime
{
    private ChainCluster _cluster = null!;

    private IPhaseMergeGrain Worker => _cluster.Grains.GetGrain<IPhaseMergeGrain>(0);

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]   // wire-protocol 4: finite, in [0, 1], within 0.01 of r; refused before any arithmetic
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(-0.001f)]
    [InlineData(1.001f)]
    [InlineData(0.5f)]
    public async Task A_claim_that_does_not_hold_changes_nothing(float claim)
    {
        var liar = Of(1, Around(1, 1), network: 0, claim);
        var alone = await Worker.Merge(Batch(5, liar));
        Assert.Null(alone.Merged);
        Assert.Equal([false], alone.IsValid);
        Assert.Null(await Height(5).GetMerged());

        var beside = await Worker.Merge(Batch(5, liar, Of(2, Around(2, 1)), liar));
        Assert.Equal([false, true, false], beside.IsValid);
        Assert.Equal(Around(2, 1), beside.Merged!.Quantized.ToArray());
        Assert.Equal(1, beside.Merged.Contributors);
    }

    [Theory, InlineData(0.0099), InlineData(-0.0099)]
    public async Task A_claim_may_be_off_by_a_hundredth(double off)
    {
        var phases = Around(1, 2);
        var verdicts = await Worker.Merge(Batch(5, Of(1, phases, network: 0, (float)(OrderParameter.Of(phases).R + off))));
        Assert.Equal([true], verdicts.IsValid);
    }

    [Fact]
    public async Task Batches_of_several_gateways_merge_into_one_round()
    {
        await Worker.Merge(Batch(5, Of(1, Around(0, 1)), Of(2, Around(0, 1))));
        var second = await Worker.Merge(Batch(5, Of(3, Around(1, 1)), Of(4, Around(1, 1))));
        Assert.Equal(4, second.Merged!.Contributors);
        Assert.InRange(Distance(Around(0.5, 1), second.Merged.Quantized), 0, 0.001);
        Assert.Equal(second.Merged.Phases, (await Height(5).GetMerged())!.Phases);
    }

    [Fact]
    public async Task Heights_are_apart()
    {
        await Worker.Merge(Batch(5, Of(1, Around(0, 1))));
        Assert.Null(await Height(6).GetMerged());
        Assert.Null(await Height(6).Describe());
    }

    [Fact]   // wire-protocol 4: at once when the merged coherence first passes 0.8 or z_c
    public async Task Gateways_are_told_once_when_the_merge_passes_each_threshold()
    {
        var (cold, warm, hot) = (Around(0, 3), Around(0, 2.1), Around(0, 1.5));
        Assert.Equal([0.67, 0.83, 0.91], new[] { cold, warm, hot }.Select(phases => Math.Round(OrderParameter.Of(phases).R, 2)));

        await Worker.Merge(Batch(5, Of(1, cold)));
        await Worker.Merge(Batch(5, Of(1, warm)));
        await AwaitTold(1);
        await Worker.Merge(Batch(5, Of(1, cold)));
        await Worker.Merge(Batch(5, Of(1, warm)));
        await Worker.Merge(Batch(5, Of(1, hot)));
        await AwaitTold(2);
        await Worker.Merge(Batch(5, Of(1, warm)));
        await Worker.Merge(Batch(5, Of(1, hot)));
        await Worker.Merge(Batch(6, Of(1, hot)));
        await AwaitTold(3);
        Assert.Equal([5, 5, 6], _cluster.Peers.Phases.Select(merged => merged.Height));
    }

    [Fact]
    public async Task A_round_names_miners_and_networks()
    {
        var phases = MemoryMarshal.AsBytes(Around(0, 1).AsSpan()).ToArray();
        await Height(5).ContributeOwn("miner:0", (float)OrderParameter.Of(Around(0, 1)).R, phases);
        await Worker.Merge(Batch(5, Of(1, Around(0, 2), network: 9)));
        var round = (await Height(5).Describe())!;
        Assert.Equal([("miner:0", 0ul), (null, 9ul)], round.Contributors.Select(one => (one.Miner, one.Network)));
        Assert.Equal(2, round.Merged.Contributors);
        Assert.All(round.Contributors, one => Assert.InRange(one.Age, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_miners_newest_phases_replace_its_older_ones()
    {
        foreach (var mean in new[] { 0.0, 1.0 })
            await Height(5).ContributeOwn("miner:0", 0.9f, MemoryMarshal.AsBytes(Around(mean, 1).AsSpan()).ToArray());
        var merged = (await Height(5).GetMerged())!;
        Assert.Equal(Around(1, 1), merged.Quantized.ToArray());
        Assert.Equal(1, merged.Contributors);
    }

    private IPhaseHeightGrain Height(int height) => _cluster.Grains.GetGrain<IPhaseHeightGrain>(height);

    private Task AwaitTold(int times) => ChainCluster.Await(
        () => Task.FromResult(_cluster.Peers.Phases.Count == times), () => Task.FromResult($"told {_cluster.Peers.Phases.Count} times, not {times}"));
}
