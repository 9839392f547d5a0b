using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>Tells those who hold a copy of the chain that it changed: the segments, then the gateways.</summary>
internal sealed class ChainNews(IGrainFactory grains, GatewayClient gateways)
{
    /// <summary>Headers that one announcement carries (wire-protocol 5).</summary>
    private const int MaxAnnounced = 8;

    /// <param name="from">The first height that changed.</param>
    /// <param name="to">The last height that changed or went.</param>
    /// <param name="blocks">The newest blocks of the best chain, as far as they came together.</param>
    /// <param name="source">The connection that they came over.</param>
    public async Task Publish(int from, int to, IReadOnlyList<StoredBlock> blocks, Guid? source)
    {
        var segments = Enumerable.Range(from / IChainSegmentGrain.Heights, (to / IChainSegmentGrain.Heights) - (from / IChainSegmentGrain.Heights) + 1);
        await Task.WhenAll(segments.Select(segment => grains.GetGrain<IChainSegmentGrain>(segment).Invalidate(from)));

        var newest = blocks.Skip(blocks.Count - MaxAnnounced).ToList();
        byte[] headers = [.. newest.SelectMany(block => block.Bytes[..BlockHeader.Length].ToArray())];
        gateways.PushTip(new TipNews(
            new HeaderRange(newest[0].Height, headers), blocks.Count == 1 ? blocks[0].Bytes.ToArray() : null, source));
    }
}
