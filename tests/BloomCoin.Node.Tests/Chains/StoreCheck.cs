using BloomCoin.Chain;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Storage;

namespace BloomCoin.Node.Tests.Chains;

/// <summary>Looks into the store of a node that was killed: one tip, a chain without a gap under it, and the outputs that it leaves.</summary>
internal static class StoreCheck
{
    /// <summary>The best chain is a prefix of the reference chain, every byte in place.</summary>
    /// <returns>The tip's height; -1 when the node was killed before it had planted its genesis block.</returns>
    public static async Task<int> HoldsPrefix(NodeStore store)
    {
        await using var storage = await store.Open();
        var blocks = await HoldsOneChain(storage);
        for (var height = 0; height < blocks.Count; height++)
            Assert.True(ReferenceChain.Block(height).SequenceEqual(blocks[height]), $"the block at height {height} is not whole");
        return blocks.Count - 1;
    }

    /// <summary>Headers that link, bodies to all of them, the work that they show, and no output too many or too few.</summary>
    /// <returns>The blocks of the best chain, from the genesis block on.</returns>
    public static async Task<IReadOnlyList<byte[]>> HoldsOneChain(ChainStorage storage)
    {
        var chain = storage.Chain;
        await chain.StoreBranch([]);   // waits for PostgreSQL to notice that the writer is dead: its transaction may still be in progress

        var tip = await chain.ReadTip();
        var height = tip?.Height ?? -1;
        var headers = (await chain.ReadHeaders(0, height + 2)).Chunk(BlockHeader.Length).ToList();
        Assert.Equal(height + 1, headers.Count);
        CheckLinks(headers);

        var hashes = headers.ConvertAll(header => ReferenceChain.HashOf(header));
        Assert.Equal(hashes.LastOrDefault(), tip?.Hash ?? default);
        Assert.Equal(headers.Aggregate(ChainWork.Zero, (work, header) => work + CompactTarget.Work(BlockHeader.Read(header).Difficulty)),
            tip?.Work ?? ChainWork.Zero);
        Assert.Equal(Enumerable.Range(0, hashes.Count), await chain.Locate(hashes));

        var blocks = (await chain.ReadBlocks(hashes, long.MaxValue)).OfType<byte[]>().ToList();
        Assert.Equal(hashes, blocks.Select(block => ReferenceChain.HashOf(block)));
        await CheckOutputs(storage.Coins, blocks);
        return blocks;
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

    /// <summary>The outputs are those that the blocks leave, counted by walking over them.</summary>
    private static async Task CheckOutputs(ICoinStore coins, IReadOnlyList<byte[]> blocks)
    {
        var unspent = new Dictionary<OutPoint, ulong>();
        foreach (var bytes in blocks)
        {
            Assert.True(Block.TryParse(bytes, out var block, out _));
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
}
