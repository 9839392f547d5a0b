using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;

namespace BloomCoin.Grains.Chain;

/// <summary>Tells those who hold a copy of the chain that it changed: the segments, then the gateways.</summary>
internal sealed class ChainNews(IGrainFactory grains, GatewayClient gateways)
{
    /// <param name="from">The first height that changed.</param>
    /// <param name="to">The last height that changed or went.</param>
    /// <param name="tip">The new tip's header.</param>
    public async Task Publish(int from, int to, HeaderRange tip)
    {
        var segments = Enumerable.Range(from / IChainSegmentGrain.Heights, (to / IChainSegmentGrain.Heights) - (from / IChainSegmentGrain.Heights) + 1);
        await Task.WhenAll(segments.Select(segment => grains.GetGrain<IChainSegmentGrain>(segment).Invalidate(from)));
        gateways.PushTip(new TipNews(tip, null, null));
    }
}
