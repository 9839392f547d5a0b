using BloomCoin.Chain;
using BloomCoin.Grains.Addresses;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Events;
using BloomCoin.Grains.Mempool;
using BloomCoin.Grains.Phases;
using BloomCoin.Grains.Placement;
using BloomCoin.Grains.Reputation;
using BloomCoin.Peering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;

namespace BloomCoin.Grains;

/// <summary>Adds the grains to a silo, which brings the store, the chain's parameters and the clock.</summary>
public static class GrainsServices
{
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
            .AddSingleton<ReputationMetrics>()
            .AddSingleton<PhaseMetrics>()
            .AddSingleton<BodyCache>()
            .AddSingleton<BlockGathering>();
        return silo;
    }
}
