using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IBlockReaderGrain"/>
[StatelessWorker]
internal sealed class BlockReaderGrain(IChainStore store, BlockGathering others) : Grain, IBlockReaderGrain
{
    /// <summary>Answers the leading hashes that lie in one segment; the caller comes again for the rest.</summary>
    public async Task<BlockAnswer> Read(BlockRequest request)
    {
        var hashes = Enumerable.Range(0, request.Count).Select(index => request[index]).ToList();
        var heights = await store.Locate(hashes);
        var segment = SegmentOf(heights[0]);
        var run = heights.TakeWhile(height => SegmentOf(height) == segment).Count();
        var part = request with { Hashes = request.Hashes[..(run * Hash256.Length)] };
        return segment is { } key ? await GrainFactory.GetGrain<IChainSegmentGrain>(key).GetBlocks(part) : await others.Gather(part);
    }

    /// <summary>Null off the best chain: such blocks, and unknown ones, have no segment.</summary>
    private static int? SegmentOf(int height) => height < 0 ? null : height / IChainSegmentGrain.Heights;
}
