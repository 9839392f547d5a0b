using BloomCoin.Abstractions.Reputation;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway.Bans;

/// <summary>Asks for bans that were missed: at the start, and every two seconds. A push may be lost; after a beat it makes no difference.</summary>
internal sealed class BanBeat(BanView bans, IGrainFactory grains, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public async Task Run(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do await Ask();
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.BansNoLongerAsked();
        }
    }

    /// <summary>Asks once. While the list cannot be reached, the bans that are known hold.</summary>
    public async Task Ask()
    {
        try
        {
            if (await grains.GetGrain<IBanListGrain>(IBanListGrain.Key).GetNews(bans.Version) is { } news) bans.Take(news);
        }
        catch (Exception exception)
        {
            log.BansUnknown(exception);
        }
    }
}
