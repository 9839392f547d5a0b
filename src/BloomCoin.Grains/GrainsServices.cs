using BloomCoin.Grains.Chain;
using Microsoft.Extensions.DependencyInjection;

namespace BloomCoin.Grains;

/// <summary>Adds what the grains are made with. The silo brings the store, the chain's parameters and the clock.</summary>
public static class GrainsServices
{
    public static IServiceCollection AddBloomCoinGrains(this IServiceCollection services) => services
        .AddSingleton<GatewayClient>()
        .AddSingleton<ChainNews>()
        .AddSingleton<BodyCache>()
        .AddSingleton<BlockGathering>();
}
