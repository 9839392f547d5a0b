using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    [Fact]
    public async Task The_golden_chain_comes_back_byte_for_byte_after_a_restart()
    {
        var chain = TestChain.Reference;
        await Fill(chain);
        await Reopen();

        Assert.Equal(TestChain.Tip(chain[^1]), await Store.ReadTip());
        Assert.Equal(TestChain.Headers(chain), await Store.ReadHeaders(0, chain.Count));
        Assert.Equal(chain.Select(block => block.Bytes.ToArray()), await Store.ReadBlocks(TestChain.Hashes(chain), long.MaxValue));
    }

    [Fact]   // IChainStore.Append: compare and swap
    public async Task A_stale_writer_is_refused_and_stores_nothing()
    {
        var chain = TestChain.New(10);
        await Fill(chain);
        var late = TestChain.Extend(chain[4], 3, seed: 2);

        Assert.False(await Store.Append(TestChain.Tip(chain[4]), late));
        Assert.False(await Store.Append(null, TestChain.New(3, seed: 3)));

        Assert.Equal(TestChain.Tip(chain[^1]), await Consistency.Check(Store));
        Assert.Null(await Store.FindHeader(late[0].Hash));
    }

    [Fact]
    public async Task A_writer_that_expects_a_tip_is_refused_by_an_empty_store()
    {
        var chain = TestChain.New(10);

        Assert.False(await Store.Append(TestChain.Tip(chain[4]), chain[5..]));
        Assert.Null(await Consistency.Check(Store));
    }

    [Fact]   // architecture: "One writer. The store is the judge"
    public async Task Of_writers_that_saw_the_same_tip_exactly_one_wins()
    {
        var (beside, connections) = OpenBeside();
        await using var _ = connections;
        ChainTip? tip = null;
        for (var round = 0; round < 60; round++)
        {
            var offers = Enumerable.Range(0, 4).Select(writer => TestChain.Extend(tip, 1 + writer, seed: 4 * round + writer)).ToList();
            var won = await Task.WhenAll(offers.Select((blocks, writer) => (writer % 2 == 0 ? Store : beside).Append(tip, blocks)));

            var winner = offers[Array.IndexOf(won, true)];
            Assert.Single(won, wins => wins);
            tip = TestChain.Tip(winner[^1]);
            Assert.Equal(tip, await Store.ReadTip());
        }

        Assert.Equal(tip, await Consistency.Check(beside));
    }

    [Fact]
    public async Task An_append_takes_blocks_that_were_stored_as_a_branch_before()
    {
        var chain = TestChain.New(20);
        await Fill(chain[..10]);
        await Store.StoreBranch(chain[10..15]);

        Assert.True(await Store.Append(TestChain.Tip(chain[9]), chain[10..]));

        Assert.Equal(TestChain.Tip(chain[^1]), await Consistency.Check(Store));
    }

    [Fact]
    public async Task Blocks_that_are_no_chain_on_the_expected_tip_are_a_bug_of_the_caller()
    {
        var chain = TestChain.New(10);
        await Fill(chain[..5]);
        var tip = TestChain.Tip(chain[4]);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Append(tip, []));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Append(tip, chain[6..]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Append(tip, [chain[5], chain[7]]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Append(tip, [chain[5] with { Height = 7 }]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Append(null, chain[1..]));

        Assert.Equal(tip, await Consistency.Check(Store));
    }

    [Fact]
    public async Task A_body_of_a_megabyte_and_a_small_one_are_stored_alike()
    {
        var small = TestChain.New(1)[0];
        var outputs = Enumerable.Range(0, 27_000).Select(i => new TransactionOutput((ulong)i, small.Hash)).ToList();
        var wide = Transaction.Create([new(new OutPoint(default, 1), default)], outputs);
        var big = TestChain.Link(TestChain.Tip(small), Block.Create(small.Block.Header with { PrevHash = small.Hash }, small.Block.Certificate, [wide]));

        await Fill([small, big]);

        Assert.True(big.Bytes.Length > 1 << 20);
        Assert.Equal(new[] { small.Bytes.ToArray(), big.Bytes.ToArray() }, await Store.ReadBlocks([small.Hash, big.Hash], long.MaxValue));
        Assert.Equal(27_000, (await Coins.ReadSupply()).Outputs);
    }
}
