using BloomCoin.Storage;
using BloomCoin.Storage.Measured;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace BloomCoin.Grains;

/// <summary>Gives the grains their store, and measures its calls.</summary>
public static class StoreServices
{
    /// <param name="silo">The silo.</param>
    /// <param name="storage">Its owner disposes of it, after the silo.</param>
    public static ISiloBuilder AddBloomCoinStore(this ISiloBuilder silo, ChainStorage storage)
    {
        silo.Services
            .AddMetrics()
            .AddSingleton<StoreMetrics>()
            .AddSingleton<IChainStore>(services => new MeasuredChainStore(storage.Chain, services.GetRequiredService<StoreMetrics>()))
            .AddSingleton<ICoinStore>(services => new MeasuredCoinStore(storage.Coins, services.GetRequiredService<StoreMetrics>()))
            .AddSingleton<IMempoolStore>(services => new MeasuredMempoolStore(storage.Mempool, services.GetRequiredService<StoreMetrics>()))
            .AddSingleton<IReputationStore>(services => new MeasuredReputationStore(storage.Reputation, services.GetRequiredService<StoreMetrics>()))
            .AddSingleton<IAddressStore>(services => new MeasuredAddressStore(storage.Addresses, services.GetRequiredService<StoreMetrics>()));
        return silo;
    }
}
