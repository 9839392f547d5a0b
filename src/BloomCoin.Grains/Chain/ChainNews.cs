using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <summary>Tells those whom a new tip concerns: the segments, which hold copies, then the mempool and the gateways.</summary>
/// <remarks>The blocks are stored when it is called: whoever cannot be told keeps neither the others from it nor the writer, and finds out by itself.</remarks>
internal sealed class ChainNews(IGrainFactory grains, GatewayClient gateways, ILogger<ChainNews> log)
{
    /// <summary>Headers that one announcement carries (wire-protocol 5).</summary>
    private const int MaxAnnounced = 8;

    public async Task Publish(TipChange change)
    {
        using var span = Instrumentation.Source.StartActivity("bloom.chain.publish");
        var (first, last) = (change.From / IChainSegmentGrain.Heights, change.To / IChainSegmentGrain.Heights);
        await Task.WhenAll(Enumerable.Range(first, last - first + 1).Select(segment => Invalidate(segment, change.From)));

        grains.GetGrain<IMempoolGrain>(0).OnTip().Ignore();

        var blocks = change.Blocks;
        var newest = blocks.Skip(blocks.Count - MaxAnnounced).ToList();
        byte[] headers = [.. newest.SelectMany(block => block.Bytes[..BlockHeader.Length].ToArray())];
        gateways.PushTip(new TipNews(
            new HeaderRange(newest[0].Height, headers), blocks.Count == 1 ? blocks[0].Bytes.ToArray() : null, change.Source));
    }

    private async Task Invalidate(int segment, int from)
    {
        try
        {
            await grains.GetGrain<IChainSegmentGrain>(segment).Invalidate(from);
        }
        catch (Exception exception)
        {
            log.SegmentNotTold(exception, segment, from);
        }
    }
}
