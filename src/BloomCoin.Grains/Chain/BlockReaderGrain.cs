using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IBlockReaderGrain"/>
/// <remarks>
/// A body never changes, so what this silo has of it needs no segment, which may be on another silo, and no question where it lies: peers that
/// download a chain ask for the same blocks one after the other.
/// </remarks>
[StatelessWorker]
internal sealed class BlockReaderGrain(IChainStore store, BlockGathering bodies) : Grain, IBlockReaderGrain
{
    /// <summary>Answers the leading hashes that this silo has, or else those that lie in one segment; the caller comes again for the rest.</summary>
    public async Task<BlockAnswer> Read(BlockRequest request)
    {
        if (bodies.FromCache(request) is { Answered: > 0 } cached) return cached;

        var hashes = Enumerable.Range(0, request.Count).Select(index => request[index]).ToList();
        var heights = await store.Locate(hashes);
        var segment = SegmentOf(heights[0]);
        var run = heights.TakeWhile(height => SegmentOf(height) == segment).Count();
        var part = request with { Hashes = request.Hashes[..(run * Hash256.Length)] };
        if (segment is not { } key) return await bodies.Gather(part);

        var answer = await GrainFactory.GetGrain<IChainSegmentGrain>(key).GetBlocks(part);
        bodies.Keep(part, answer);
        return answer;
    }

    /// <summary>Null off the best chain: such blocks, and unknown ones, have no segment.</summary>
    private static int? SegmentOf(int height) => height < 0 ? null : height / IChainSegmentGrain.Heights;
}
