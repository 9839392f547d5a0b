using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, 250, TimeSpan.Zero);

    [Fact]
    public async Task Kept_transactions_come_back_in_the_order_of_their_arrival()
    {
        var kept = Enumerable.Range(0, 25).Select(Kept).ToList();
        await Mempool.Change(new MempoolChange(kept[..10], [], []));
        await Mempool.Change(new MempoolChange(kept[5..], [kept[3].Id, kept[0].Id], []));   // 5 to 9 again: they stay as they are
        await Reopen();

        var expected = kept.Where((_, i) => i is not (0 or 3)).Select(transaction => transaction.Id);
        var first = await Mempool.ReadTransactions(0, 20);
        var rest = await Mempool.ReadTransactions(first[^1].Number, 20);
        Assert.Equal(expected, first.Concat(rest).Select(transaction => transaction.Id));
        Assert.Equal((20, 3), (first.Count, rest.Count));
        Assert.Equal(kept[1] with { Number = first[0].Number, Bytes = default }, first[0] with { Bytes = default });
        Assert.Equal(kept[1].Bytes.ToArray(), first[0].Bytes.ToArray());
        Assert.Empty(await Mempool.ReadTransactions(rest[^1].Number, 20));
    }

    [Fact]   // chain-format, Best chain: transactions of undone blocks return to the mempool
    public async Task Undone_blocks_are_noted_by_the_reorganisation_until_they_are_crossed_off()
    {
        var chain = TestChain.New(20);
        var branch = TestChain.Extend(chain[10], 30, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);
        Assert.Empty(await Mempool.ReadUndone(100));

        await Store.Reorganise(TestChain.Tip(chain[^1]), branch[^1].Hash, []);
        await Reopen();
        var undone = await Mempool.ReadUndone(100);
        Assert.Equal(chain[11..].Select(block => (block.Hash, block.Height)), undone.Select(block => (block.Hash, block.Height)));
        Assert.Equal(chain[11].Bytes.ToArray(), undone[0].Bytes);
        Assert.Equal(3, (await Mempool.ReadUndone(3)).Count);

        await Mempool.Change(new MempoolChange([], [], TestChain.Hashes(chain[11..15])));
        Assert.Equal(TestChain.Hashes(chain[15..]), (await Mempool.ReadUndone(100)).Select(block => block.Hash));
    }

    [Fact]
    public async Task A_block_that_comes_back_to_the_best_chain_is_not_undone()
    {
        var chain = TestChain.New(20);
        var branch = TestChain.Extend(chain[10], 3, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);
        await Store.Reorganise(TestChain.Tip(chain[^1]), branch[^1].Hash, []);
        await Store.Reorganise(TestChain.Tip(branch[^1]), chain[^1].Hash, []);

        Assert.Equal(TestChain.Hashes(branch), (await Mempool.ReadUndone(100)).Select(block => block.Hash));
    }

    private static KeptTransaction Kept(int index)
    {
        var output = new OutPoint(TestChain.New(1, seed: index)[0].Hash, (uint)index);
        var transaction = Transaction.Create([new(output, default)], [new((ulong)index, output.TxId)]);
        return new KeptTransaction(0, transaction.Id, Noon.AddMilliseconds(index), index % 2 == 0, transaction.Bytes);
    }
}
