using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    [Fact]
    public async Task An_empty_store_has_no_tip_and_knows_nothing()
    {
        var unknown = TestChain.New(1)[0].Hash;

        Assert.Null(await Store.ReadTip());
        Assert.Null(await Store.FindHeader(unknown));
        Assert.Equal(new[] { -1 }, await Store.Locate([unknown]));
        Assert.Empty(await Store.ReadHeaders(0, 2000));
        Assert.Empty(await Store.ReadAncestors(unknown, 10));
        Assert.Equal(new byte[]?[] { null }, await Store.ReadBlocks([unknown], 1000));
    }

    [Fact]
    public async Task A_header_on_the_best_chain_is_found_with_its_place()
    {
        var chain = TestChain.New(10);
        await Fill(chain);

        var found = await Store.FindHeader(chain[6].Hash);

        Assert.Equal((chain[6].Hash, 6, chain[6].Work, true), (found!.Hash, found.Height, found.Work, found.OnBestChain));
        Assert.Equal(TestChain.Headers([chain[6]]), found.Header);
    }

    [Theory, InlineData(0, 3, 0, 3), InlineData(4, 100, 4, 6), InlineData(9, 1, 9, 1), InlineData(10, 5, 0, 0), InlineData(3, 0, 0, 0)]
    public async Task Headers_end_with_the_best_chain(int start, int count, int from, int length)
    {
        var chain = TestChain.New(10);
        await Fill(chain);
        await Store.StoreBranch(TestChain.Extend(chain[2], 20, seed: 2));

        Assert.Equal(TestChain.Headers(chain[from..(from + length)]), await Store.ReadHeaders(start, count));
    }

    [Fact]
    public async Task Ancestors_follow_the_branch_across_its_fork()
    {
        var chain = TestChain.New(10);
        var branch = TestChain.Extend(chain[5], 4, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);

        Assert.Equal(TestChain.Headers(chain[3..6].Concat(branch[..3])), await Store.ReadAncestors(branch[2].Hash, 6));
        Assert.Equal(TestChain.Headers(chain[..6].Concat(branch)), await Store.ReadAncestors(branch[^1].Hash, 1000));
        Assert.Equal(TestChain.Headers([chain[0]]), await Store.ReadAncestors(chain[0].Hash, 5));
        Assert.Equal(TestChain.Headers([chain[7]]), await Store.ReadAncestors(chain[7].Hash, 1));
        Assert.Empty(await Store.ReadAncestors(chain[7].Hash, 0));
    }

    [Fact]
    public async Task Hashes_are_located_in_the_order_asked_and_branches_are_nowhere()
    {
        var chain = TestChain.New(10);
        var branch = TestChain.Extend(chain[5], 4, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);

        var heights = await Store.Locate([chain[7].Hash, branch[1].Hash, chain[0].Hash, new Hash256(new byte[32]), chain[7].Hash]);

        Assert.Equal(new[] { 7, -1, 0, -1, 7 }, heights);
        Assert.Empty(await Store.Locate([]));
    }

    [Fact]   // IChainStore.ReadBlocks: at least one, then until maxBytes are read
    public async Task Blocks_stop_at_the_byte_limit_but_not_before_the_first()
    {
        var chain = TestChain.New(10);
        await Fill(chain);
        var hashes = TestChain.Hashes(chain);
        var lengths = chain.ConvertAll(block => block.Bytes.Length);

        Assert.Single(await Store.ReadBlocks(hashes, 0));
        Assert.Single(await Store.ReadBlocks(hashes, lengths[0]));
        Assert.Equal(2, (await Store.ReadBlocks(hashes, lengths[0] + 1)).Count);
        Assert.Equal(9, (await Store.ReadBlocks(hashes, lengths[..9].Sum())).Count);
        Assert.Empty(await Store.ReadBlocks([], 1000));
    }

    [Fact]
    public async Task An_unknown_block_is_null_in_its_place()
    {
        var chain = TestChain.New(3);
        await Fill(chain);
        var unknown = TestChain.New(1, seed: 9)[0].Hash;

        var blocks = await Store.ReadBlocks([unknown, chain[2].Hash, unknown, chain[0].Hash, chain[2].Hash], long.MaxValue);

        Assert.Equal(new[] { null, chain[2].Bytes.ToArray(), null, chain[0].Bytes.ToArray(), chain[2].Bytes.ToArray() }, blocks);
    }
}
