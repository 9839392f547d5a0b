using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;

namespace BloomCoin.Grains.Chain;

/// <summary>Tells those whom a new tip concerns: the segments, which hold copies, then the mempool and the gateways.</summary>
internal sealed class ChainNews(IGrainFactory grains, GatewayClient gateways)
{
    /// <summary>Headers that one announcement carries (wire-protocol 5).</summary>
    private const int MaxAnnounced = 8;

    public async Task Publish(TipChange change)
    {
        var (first, last) = (change.From / IChainSegmentGrain.Heights, change.To / IChainSegmentGrain.Heights);
        await Task.WhenAll(Enumerable.Range(first, last - first + 1).Select(
            segment => grains.GetGrain<IChainSegmentGrain>(segment).Invalidate(change.From)));

        grains.GetGrain<IMempoolGrain>(0).OnTip().Ignore();

        var blocks = change.Blocks;
        var newest = blocks.Skip(blocks.Count - MaxAnnounced).ToList();
        byte[] headers = [.. newest.SelectMany(block => block.Bytes[..BlockHeader.Length].ToArray())];
        gateways.PushTip(new TipNews(
            new HeaderRange(newest[0].Height, headers), blocks.Count == 1 ? blocks[0].Bytes.ToArray() : null, change.Source));
    }
}
