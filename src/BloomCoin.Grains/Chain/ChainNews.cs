using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Events;
using BloomCoin.Telemetry;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <summary>Tells those whom a new tip concerns: the segments, which hold copies, then the mempool, the gateways and whoever follows.</summary>
/// <remarks>The blocks are stored when it is called: whoever cannot be told keeps neither the others from it nor the writer, and finds out by itself.</remarks>
internal sealed class ChainNews(IGrainFactory grains, GatewayClient gateways, EventPublisher events, ILogger<ChainNews> log)
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

        var tip = newest[^1];
        events.Publish(new TipMoved(tip.Height, tip.Block.Hash, tip.Height - change.From + 1, change.Undone, tip.Block.Transactions.Count));
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
