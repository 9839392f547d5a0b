using BloomCoin.Abstractions.Chain;
using BloomCoin.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BloomCoin.Node.Health;

/// <summary>/health/ready: the chain's grain answers and its store can be read.</summary>
internal sealed class ReadyCheck(IGrainFactory grains, IChainStore store) : IHealthCheck
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var tip = await grains.GetGrain<IChainGrain>(0).GetTip().WaitAsync(cancellationToken);
            var stored = await store.ReadTip(cancellationToken);
            return stored is null
                ? HealthCheckResult.Unhealthy("the store has no tip")
                : HealthCheckResult.Healthy($"height {tip.Height}");
        }
        catch (Exception exception) when (exception is StorageException or OrleansException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
