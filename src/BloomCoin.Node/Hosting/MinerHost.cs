using BloomCoin.Abstractions.Mining;

namespace BloomCoin.Node.Hosting;

/// <summary>Keeps the cluster's miners mining: told every few seconds, a miner whose silo died begins anew on another.</summary>
internal sealed class MinerHost(IGrainFactory grains, MiningPlan plan, TimeProvider time, ILogger<MinerHost> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                for (var number = 0; number < plan.Miners; number++) await Tell(MinerName.Of(number));
            }
            while (plan.Miners > 0 && await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.MinersLeft();
        }
    }

    private async Task Tell(string miner)
    {
        try
        {
            await grains.GetGrain<IMinerGrain>(miner).Mine(new MinerOrder(plan.Address));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            log.MinerNotTold(exception, miner);
        }
    }
}
