using System.Collections.Concurrent;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Placement;
using BloomCoin.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace BloomCoin.Grains.Tests.Placement;

/// <summary>Gateways may die at any time and hold nothing but sockets: what keeps state lives on compute silos (architecture, Roles).</summary>
public sealed class PlacementTests : IAsyncLifetime
{
    /// <summary>Where each grain was when it was called.</summary>
    private readonly ConcurrentDictionary<(GrainId Grain, SiloAddress Silo), bool> _calls = new();

    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start(
        onCall: context => _calls.TryAdd((context.TargetId, context.TargetContext.Address.SiloAddress!), true),
        count: 4,
        roles: [SiloRoles.Compute, SiloRoles.Gateway, SiloRoles.Compute, SiloRoles.Gateway, SiloRoles.Compute]);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Grains_with_state_live_on_compute_silos_whoever_calls()
    {
        foreach (var (number, caller) in _cluster.SilosOf(SiloRoles.Gateway).Concat(_cluster.SilosOf(SiloRoles.Compute)).Index())
        {
            var grains = GrainsOf(caller);
            await Patiently(() => grains.GetGrain<IChainGrain>(0).GetTip());
            for (var host = 0; host < 20; host++)
                await Patiently(() => grains.GetGrain<IReputationGrain>($"ip:20.0.{number}.{host}").GetReputation());
        }

        var compute = _cluster.SilosOf(SiloRoles.Compute).Select(silo => silo.SiloAddress).ToHashSet();
        var homes = _calls.Keys.Where(call => call.Grain.Type.ToString() is "chain" or "reputation").ToList();
        Assert.True(homes.Count > 80);
        Assert.All(homes, call => Assert.Contains(call.Silo, compute));
        Assert.Equal(2, homes.Select(call => call.Silo).Distinct().Count());   // and on all of them
    }

    [Fact]
    public async Task Workers_and_peers_live_where_they_are_called_from()
    {
        foreach (var gateway in _cluster.SilosOf(SiloRoles.Gateway))
        {
            await GrainsOf(gateway).GetGrain<ILedgerGrain>(0).GetSupply();
            var peer = GrainsOf(gateway).GetGrain<IPeerGrain>($"peer:10.0.0.{gateway.SiloAddress.Endpoint.Port % 250}:1");
            await peer.GetState();
            Assert.Contains((peer.GetGrainId(), gateway.SiloAddress), _calls.Keys);
            Assert.Contains(_calls.Keys, call => call.Grain.Type.ToString() == "ledger" && call.Silo.Equals(gateway.SiloAddress));
        }
    }

    [Fact]
    public async Task Without_a_compute_silo_calls_fail_and_with_the_next_one_they_go_on()
    {
        var grains = GrainsOf(_cluster.SilosOf(SiloRoles.Gateway)[0]);
        await Patiently(() => grains.GetGrain<IChainGrain>(0).GetTip());
        foreach (var compute in _cluster.SilosOf(SiloRoles.Compute)) await _cluster.Kill(compute.SiloAddress);
        await ChainCluster.Await(async () => await Fails(() => grains.GetGrain<IChainGrain>(0).GetTip()), () => Task.FromResult("the chain is still there"));

        await _cluster.Add();
        await Patiently(() => grains.GetGrain<IChainGrain>(0).GetTip());
    }

    [Fact]
    public void Every_grain_is_a_worker_or_stays_on_compute_silos_save_Peer()
    {
        var grains = typeof(GrainsServices).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Grain))).ToList();
        Assert.NotEmpty(grains);
        Assert.All(grains, type => Assert.True(
            type.Name == "PeerGrain" || Has<StatelessWorkerAttribute>(type) != Has<PlacementFilterAttribute>(type), $"{type}: [StatelessWorker] or [OnCompute], and not both"));
    }

    private static bool Has<T>(Type type)
        where T : Attribute => Attribute.IsDefined(type, typeof(T));

    private static IGrainFactory GrainsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    private static async Task<bool> Fails(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(TimeSpan.FromSeconds(2));
            return false;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return true;
        }
    }

    /// <summary>A silo that has just joined is not known yet, nor is the death of another.</summary>
    private static Task Patiently(Func<Task> call) => ChainCluster.Await(async () => !await Fails(call), () => Task.FromResult("no compute silo answers"));
}
