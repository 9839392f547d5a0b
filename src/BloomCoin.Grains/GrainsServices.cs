using BloomCoin.Chain;
using BloomCoin.Grains.Addresses;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Mempool;
using BloomCoin.Grains.Reputation;
using BloomCoin.Peering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BloomCoin.Grains;

/// <summary>Adds what the grains are made with. The silo brings the store, the chain's parameters and the clock.</summary>
public static class GrainsServices
{
    public static IServiceCollection AddBloomCoinGrains(this IServiceCollection services)
    {
        services.TryAddSingleton<MempoolLimits>();
        services.TryAddSingleton<Random, UnpredictableRandom>();
        services.TryAddSingleton(new ReputationSettings(ExemptLoopback: true));
        services.AddMetrics();
        services.TryAddSingleton(silo => new AddressBookSettings(AllowPrivate: silo.GetRequiredService<ChainParameters>() != ChainParameters.Mainnet));
        return services
            .AddSingleton<GatewayClient>()
            .AddSingleton<ChainNews>()
            .AddSingleton<ReputationMetrics>()
            .AddSingleton<BodyCache>()
            .AddSingleton<BlockGathering>();
    }
}
