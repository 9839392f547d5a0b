using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The invariant after any crash: one tip, on top of a best chain without gaps, each block whole and on its parent.</summary>
internal static class Consistency
{
    /// <summary>For chains of <see cref="TestChain.Extend(ChainTip?, int, int)"/>, whose hashes can be computed from their headers.</summary>
    public static async Task<ChainTip?> Check(IChainStore store)
    {
        var tip = await store.ReadTip();
        var count = (tip?.Height ?? -1) + 1;
        var headers = (await store.ReadHeaders(0, count + 1)).Chunk(TestChain.HeaderLength).ToList();
        var hashes = headers.ConvertAll(header => BlockHeader.HashOf(header));
        var blocks = await store.ReadBlocks(hashes, long.MaxValue);

        Assert.Equal(count, headers.Count);
        Assert.Equal(tip?.Hash ?? default, hashes.Count == 0 ? default : hashes[^1]);
        Assert.Equal(tip?.Work ?? ChainWork.Zero, new ChainWork(count));
        Assert.Equal(Enumerable.Range(0, count), await store.Locate(hashes));
        for (var height = 0; height < count; height++)
        {
            Assert.Equal(height == 0 ? default : hashes[height - 1], TestChain.ParentOf(headers[height]));
            Assert.True(blocks[height].AsSpan().StartsWith(headers[height]));
        }

        if (tip is not null)
            Assert.Equal(headers.SelectMany(header => header), await store.ReadAncestors(tip.Hash, count + 1));
        return tip;
    }
}
