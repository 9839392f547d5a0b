using BloomCoin.Abstractions;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Gateway;
using BloomCoin.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BloomCoin.Node.Health;

/// <summary>/health/ready: the chain's grain answers, its store can be read, and the gateway, if there is one here, takes peers.</summary>
internal sealed class ReadyCheck(IGrainFactory grains, IChainStore store, IHostApplicationLifetime lifetime, IServiceProvider services) : IHealthCheck
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return HealthCheckResult.Unhealthy("the node is stopping");
        if (services.GetService<GatewayState>() is { IsOpen: false }) return HealthCheckResult.Unhealthy("the gateway is not open: no compute silo answers");
        try
        {
            var tip = await grains.GetGrain<IChainGrain>(0).GetTip().WaitAsync(cancellationToken);
            var stored = await store.ReadTip(cancellationToken);
            return stored is null
                ? HealthCheckResult.Unhealthy("the store has no tip")
                : HealthCheckResult.Healthy($"height {tip.Height}");
        }
        catch (Exception exception) when (exception is StorageException or StoreUnavailableException or OrleansException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
