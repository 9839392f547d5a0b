using BloomCoin.Chain;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Storage;

namespace BloomCoin.Node.Tests.Chains;

/// <summary>
/// Looks into the store of a node that was killed: one tip, a prefix of the reference chain under it, every byte in place.
/// </summary>
internal static class StoreCheck
{
    /// <returns>The tip's height; -1 when the node was killed before it had planted its genesis block.</returns>
    public static async Task<int> HoldsPrefix(NodeStore store)
    {
        await using var storage = await store.Open();
        var chain = storage.Chain;
        await chain.StoreBranch([]);   // waits for PostgreSQL to notice that the writer is dead: its transaction may still be in progress

        var tip = await chain.ReadTip();
        var height = tip?.Height ?? -1;
        var headers = (await chain.ReadHeaders(0, ReferenceChain.TipHeight + 2)).Chunk(BlockHeader.Length).ToList();
        Assert.Equal(height + 1, headers.Count);
        CheckLinks(headers);

        var hashes = headers.ConvertAll(header => ReferenceChain.HashOf(header));
        Assert.Equal(ReferenceChain.Hashes.Take(hashes.Count), hashes);
        Assert.Equal(hashes.LastOrDefault(), tip?.Hash ?? default);
        Assert.Equal(headers.Aggregate(ChainWork.Zero, (work, header) => work + CompactTarget.Work(BlockHeader.Read(header).Difficulty)),
            tip?.Work ?? ChainWork.Zero);
        Assert.Equal(Enumerable.Range(0, hashes.Count), await chain.Locate(hashes));
        await CheckBodies(chain, hashes);
        await CheckOutputs(storage.Coins, height);
        return height;
    }

    private static void CheckLinks(List<byte[]> headers)
    {
        var parent = default(Hash256);
        foreach (var header in headers)
        {
            Assert.Equal(parent, BlockHeader.Read(header).PrevHash);
            parent = ReferenceChain.HashOf(header);
        }
    }

    /// <summary>The outputs are those that the prefix leaves, counted by walking over it.</summary>
    private static async Task CheckOutputs(ICoinStore coins, int height)
    {
        var unspent = new Dictionary<OutPoint, ulong>();
        for (var at = 0; at <= height; at++)
        {
            Assert.True(Block.TryParse(ReferenceChain.Block(at).ToArray(), out var block, out _));
            foreach (var transaction in block.Transactions)
            {
                foreach (var input in transaction.Inputs.Where(_ => !transaction.IsCoinbase)) Assert.True(unspent.Remove(input.Spends));
                for (var i = 0; i < transaction.Outputs.Count; i++) unspent.Add(new OutPoint(transaction.Id, (uint)i), transaction.Outputs[i].Amount);
            }
        }

        var supply = await coins.ReadSupply();
        Assert.Equal((unspent.Count, unspent.Values.Aggregate(0ul, (sum, amount) => sum + amount)), ((int)supply.Outputs, supply.Total));
        Assert.All(await coins.ReadCoins([.. unspent.Keys]), coin => Assert.True(coin is { SpentHeight: null }));
    }

    private static async Task CheckBodies(IChainStore chain, List<Hash256> hashes)
    {
        var blocks = await chain.ReadBlocks(hashes, long.MaxValue);
        Assert.Equal(hashes.Count, blocks.Count);
        for (var height = 0; height < blocks.Count; height++)
            Assert.True(ReferenceChain.Block(height).SequenceEqual(blocks[height]), $"the block at height {height} is not whole");
    }
}
