using System.Diagnostics.Metrics;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Grains.Placement;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace BloomCoin.Grains.Tests.Metrics;

/// <summary>What one grain of the cluster knows is shown by one silo: no other shows what it once knew.</summary>
public sealed class ClusterMetricsTests : IAsyncLifetime
{
    private static readonly TestBranch Branch = TestBranch.FromGenesis().Extend(12, nonce: 1);

    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start(count: 3);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory, InlineData("bloom.chain.height"), InlineData("bloom.mempool.transactions"), InlineData("bloom.sync.headers")]
    public async Task One_silo_shows_it_and_another_one_when_that_is_lost(string name)
    {
        await Append(1, 5);
        await Wake();
        var holder = Assert.Single(Showing(name));
        await _cluster.Kill(holder.SiloAddress);
        await ChainCluster.Await(
            async () => await IsAwake() && Showing(name).Count == 1, () => Task.FromResult($"{Showing(name).Count} silos show {name}"), withinSeconds: 60);
        Assert.NotEqual(holder.SiloAddress, Showing(name)[0].SiloAddress);
    }

    [Fact]
    public async Task The_height_and_the_blocks_are_the_chains()
    {
        await Append(1, 12);
        var silo = Assert.Single(Showing("bloom.chain.height"));
        var shown = Of(silo);
        Assert.Equal(12, shown.Find("bloom.chain.height"));
        Assert.Equal(12, shown.Find("bloom.chain.blocks", "branch=Best"));
        Assert.Equal(0, shown.Find("bloom.chain.blocks", "branch=Side"));
        Assert.InRange(shown.Find("bloom.chain.tip_unchanged")!.Value, 0, 60);
        _cluster.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange(Of(silo).Find("bloom.chain.tip_unchanged")!.Value, 600, 660);
        Assert.Equal(600, Of(silo).Find("bloom.chain.tip_age")!.Value - shown.Find("bloom.chain.tip_age")!.Value, tolerance: 60);
    }

    [Fact]
    public async Task A_reorganisation_is_counted_by_the_blocks_that_it_takes_off()
    {
        await Append(1, 3);
        await _cluster.Chain.Append(TestBranch.FromGenesis().Extend(6, nonce: 2).Batch(1, 6));
        var shown = Of(Assert.Single(Showing("bloom.chain.height")));
        Assert.Equal(1, shown.Find("bloom.chain.reorganisations", "depth=ThreeToSix"));
        Assert.Equal(0, shown.Find("bloom.chain.reorganisations", "depth=One"));
        Assert.Equal(6, shown.Find("bloom.chain.height"));
    }

    [Fact]
    public async Task Each_silo_shows_the_members_that_it_sees()
    {
        await ChainCluster.Await(() => Task.FromResult(_cluster.SilosOf(SiloRoles.All).Count == 3), () => Task.FromResult("the silos do not know each other"));
        Assert.All(_cluster.SilosOf(SiloRoles.All), silo => Assert.Equal(3, Of(silo).Find("bloom.cluster.silos", "roles=All")));
    }

    private async Task Append(int start, int count) => Assert.Null((await _cluster.Chain.Append(Branch.Batch(start, count))).Refusal);

    private async Task Wake()
    {
        await _cluster.Grains.GetGrain<IMempoolGrain>(0).GetInventory(1);
        await _cluster.Sync.GetStatus();
    }

    private async Task<bool> IsAwake()
    {
        try
        {
            await _cluster.Chain.GetTip().WaitAsync(TimeSpan.FromSeconds(2));
            await Wake().WaitAsync(TimeSpan.FromSeconds(2));
            return true;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return false;
        }
    }

    private List<InProcessSiloHandle> Showing(string name) => [.. _cluster.Silos.Where(silo => Of(silo).Find(name) is not null)];

    private static ShownMetrics Of(InProcessSiloHandle silo) => ShownMetrics.Of(silo.ServiceProvider.GetRequiredService<IMeterFactory>());
}
