using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    [Fact]   // reference-chain-2500.json: utxo_count, utxo_total
    public async Task The_golden_chain_leaves_the_outputs_that_its_makers_counted()
    {
        await Fill(TestChain.Reference);

        var supply = await Coins.ReadSupply();
        Assert.Equal((4153, 1_713_523_837_000ul), (supply.Outputs, supply.Total));
        await CoinModel.Check(Coins, TestChain.Reference);
    }

    [Fact]
    public async Task Outputs_that_one_batch_makes_and_spends_are_spent_in_the_store()
    {
        var chain = TestChain.New(200, seed: 5);
        await Fill(chain[..3]);
        Assert.True(await Store.Append(TestChain.Tip(chain[2]), chain[3..]));
        await CoinModel.Check(Coins, chain);
    }

    [Fact]   // chain-format, Best chain: undone and applied atomically
    public async Task A_reorganisation_gives_back_what_it_undoes_and_spends_what_the_branch_spends()
    {
        var chain = TestChain.New(60, seed: 3);
        var branch = TestChain.Extend(TestChain.Tip(chain[20]), 300, seed: 4, CoinModel.Unspent(chain[..21]));
        await Fill(chain);
        await Store.StoreBranch(branch);
        await CoinModel.Check(Coins, chain, others: branch);

        await Store.Reorganise(TestChain.Tip(chain[^1]), branch[^1].Hash, []);
        await CoinModel.Check(Coins, [.. chain[..21], .. branch], others: chain[21..]);

        await Store.Reorganise(TestChain.Tip(branch[^1]), chain[^1].Hash, []);
        await CoinModel.Check(Coins, chain, others: branch);
    }

    [Fact]
    public async Task Spending_what_is_spent_or_missing_is_refused_by_the_database_and_changes_nothing()
    {
        var chain = TestChain.New(30, seed: 3);
        await Fill(chain);
        var tip = TestChain.Tip(chain[^1]);
        var spent = CoinModel.Of(chain).First(coin => coin.Value.SpentHeight is not null).Key;
        foreach (var output in new[] { spent, new OutPoint(tip.Hash, 0) })
        {
            var theft = Transaction.Create([new(output, default)], [new(1, tip.Hash)]);
            await Assert.ThrowsAsync<ChainStoreException>(() => Store.Append(tip, [TestChain.Pay(chain[^1], tip.Hash, theft)]));
        }

        Assert.Equal(tip, await Consistency.Check(Store));
        await CoinModel.Check(Coins, chain);
    }

    [Fact]   // rule 6: a coinbase output is spendable at least 7 blocks after its own
    public async Task A_balance_tells_what_the_next_block_may_not_spend_yet()
    {
        var chain = TestChain.New(1);
        var owner = new Hash256(Enumerable.Repeat((byte)7, Hash256.Length).ToArray());
        for (var height = 1; height <= 10; height++) chain.Add(TestChain.Pay(chain[^1], owner));
        await Fill(chain);

        // The next block is 11: it may spend the coinbases of heights 1 to 4.
        Assert.Equal(new AddressBalance(TestChain.Tip(chain[^1]), 1000, 600, 10), await Coins.ReadBalance(owner));
        Assert.Equal(new AddressBalance(TestChain.Tip(chain[^1]), 0, 0, 0), await Coins.ReadBalance(chain[3].Hash));
    }

    [Theory, InlineData(1), InlineData(3), InlineData(1000)]
    public async Task Unspent_outputs_of_an_address_come_in_pages_without_gaps(int page)
    {
        var chain = TestChain.New(1);
        var owner = new Hash256(Enumerable.Repeat((byte)7, Hash256.Length).ToArray());
        for (var height = 1; height <= 8; height++) chain.Add(TestChain.Pay(chain[^1], owner));
        var split = Transaction.Create([new(new OutPoint(chain[1].Block.Transactions[0].Id, 0), default)], [new(30, owner), new(70, owner)]);
        chain.Add(TestChain.Pay(chain[^1], chain[1].Hash, split));
        await Fill(chain);

        var listed = new List<UnspentOutput>();
        for (var last = page; last == page;)
        {
            var next = await Coins.ReadUnspent(owner, listed.Count == 0 ? null : listed[^1].Output, page);
            listed.AddRange(next);
            last = next.Count;
        }

        var expected = CoinModel.Of(chain).Where(coin => coin.Value.Coin.Address == owner && coin.Value.SpentHeight is null);
        Assert.Equal(expected.Select(coin => new UnspentOutput(coin.Key, coin.Value.Coin)).ToHashSet(), listed.ToHashSet());
        Assert.Equal(9, listed.Count);
        Assert.Equal(listed.OrderBy(coin => coin.Output.TxId.ToString(), StringComparer.Ordinal).ThenBy(coin => coin.Output.Index), listed);
    }

    [Fact]   // an upgrade: the chain was stored before there was a table of outputs
    public async Task Outputs_that_an_older_schema_lacked_are_written_when_the_store_is_opened()
    {
        await Fill(TestChain.Reference);
        await Execute("DELETE FROM coin");
        Assert.Equal(0, (await Coins.ReadSupply()).Outputs);

        await Reopen();
        await CoinModel.Check(Coins, TestChain.Reference);
    }

    [Fact]
    public async Task A_branch_is_found_with_the_block_that_it_shares()
    {
        var chain = TestChain.New(10);
        var branch = TestChain.Extend(chain[3], 4, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);

        var found = await Store.FindBranch(branch[2].Hash);
        Assert.Equal(3, found!.ForkHeight);
        Assert.Equal(TestChain.Hashes(branch[..3]), found.Blocks);
        var best = await Store.FindBranch(chain[6].Hash);
        Assert.Equal((6, 0), (best!.ForkHeight, best.Blocks.Count));
        Assert.Null(await Store.FindBranch(TestChain.Extend(chain[3], 1, seed: 9)[0].Hash));
    }
}
