using BloomCoin.Abstractions.Mining;

namespace BloomCoin.Node.Hosting;

/// <summary>Keeps the cluster's miners mining: told every two seconds, a miner whose silo died begins anew on another.</summary>
internal sealed class MinerHost(IGrainFactory grains, MiningPlan plan, TimeProvider time, ILogger<MinerHost> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>After a miner could not be told: its silo is just dying, and it begins anew as soon as it is told elsewhere.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (plan.Miners > 0)
            {
                var told = await Task.WhenAll(Enumerable.Range(0, plan.Miners).Select(number => Tell(MinerName.Of(number))));
                await Task.Delay(told.All(isTold => isTold) ? Period : Again, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.MinersLeft();
        }
    }

    private async Task<bool> Tell(string miner)
    {
        try
        {
            await grains.GetGrain<IMinerGrain>(miner).Mine(new MinerOrder(plan.Address));
            return true;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            log.MinerNotTold(exception, miner);
            return false;
        }
    }
}
