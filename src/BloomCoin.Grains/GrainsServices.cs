using BloomCoin.Chain;
using BloomCoin.Grains.Addresses;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Events;
using BloomCoin.Grains.Mempool;
using BloomCoin.Grains.Mining;
using BloomCoin.Grains.Phases;
using BloomCoin.Grains.Placement;
using BloomCoin.Grains.Reputation;
using BloomCoin.Grains.Sync;
using BloomCoin.Peering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace BloomCoin.Grains;

/// <summary>Adds the grains to a silo, which brings the store, the chain's parameters and the clock.</summary>
public static class GrainsServices
{
    private static readonly Type[] ComputeMetrics =
    [
        typeof(ChainMetrics), typeof(MempoolMetrics), typeof(SyncMetrics), typeof(AddressBookMetrics), typeof(ReputationMetrics), typeof(PhaseMetrics), typeof(MinerMetrics),
    ];

    /// <param name="silo">The silo.</param>
    /// <param name="roles">What it is for: grains that hold state live on compute silos only.</param>
    public static ISiloBuilder AddBloomCoinGrains(this ISiloBuilder silo, SiloRoles roles = SiloRoles.All)
    {
        silo.UseRoles(roles);
        silo.AddIncomingGrainCallFilter<StoreFailures>();
        var services = silo.Services;
        services.TryAddSingleton<MempoolLimits>();
        services.TryAddSingleton<Random, UnpredictableRandom>();
        services.TryAddSingleton(new ReputationSettings(ExemptLoopback: true));
        services.AddMetrics();
        services.TryAddSingleton(provider => new AddressBookSettings(AllowPrivate: provider.GetRequiredService<ChainParameters>() != ChainParameters.Mainnet));
        services
            .AddSingleton<GatewayClient>()
            .AddSingleton<EventPublisher>()
            .AddSingleton<ChainNews>()
            .AddSingleton<ClusterMetrics>()
            .AddSingleton<ChainMetrics>()
            .AddSingleton<MempoolMetrics>()
            .AddSingleton<SyncMetrics>()
            .AddSingleton<AddressBookMetrics>()
            .AddSingleton<ReputationMetrics>()
            .AddSingleton<PhaseMetrics>()
            .AddSingleton<MinerMetrics>()
            .AddSingleton<BodyCache>()
            .AddSingleton<BlockGathering>();
        return silo.AddStartupTask((provider, _) => ShowFromTheStart(provider, roles));
    }

    /// <summary>Counters stand at 0 from the start: whoever watches them tells nothing happened from nobody counts.</summary>
    private static Task ShowFromTheStart(IServiceProvider services, SiloRoles roles)
    {
        services.GetRequiredService<ClusterMetrics>();
        if (!roles.HasFlag(SiloRoles.Compute)) return Task.CompletedTask;
        foreach (var metrics in ComputeMetrics) services.GetRequiredService(metrics);
        return Task.CompletedTask;
    }
}
