using BloomCoin.Chain;

namespace BloomCoin.Storage.Tests.Chain;

public abstract partial class ChainStoreRules
{
    [Fact]
    public async Task A_branch_is_kept_beside_the_best_chain()
    {
        var chain = TestChain.New(10);
        var branch = TestChain.Extend(chain[3], 4, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);
        await Store.StoreBranch(branch);   // again: stays as it is

        Assert.Equal(TestChain.Tip(chain[^1]), await Consistency.Check(Store));
        var found = await Store.FindHeader(branch[2].Hash);
        Assert.Equal((branch[2].Hash, 6, branch[2].Work, false), (found!.Hash, found.Height, found.Work, found.OnBestChain));
        Assert.Equal(branch[2].Bytes[..TestChain.HeaderLength].ToArray(), found.Header);
        Assert.Equal(branch.Select(block => block.Bytes.ToArray()), await Store.ReadBlocks(TestChain.Hashes(branch), long.MaxValue));
    }

    [Fact]
    public async Task A_branch_without_its_parent_is_a_bug_of_the_caller()
    {
        var chain = TestChain.New(10);
        await Fill(chain[..5]);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.StoreBranch(chain[6..]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.StoreBranch([chain[5] with { Height = 9 }]));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.StoreBranch([chain[5], TestChain.Extend(chain[7], 1, seed: 2)[0]]));
        Assert.Null(await Store.FindHeader(chain[5].Hash));
    }

    [Theory, InlineData(0, 10), InlineData(1, 2), InlineData(98, 1), InlineData(98, 3), InlineData(50, 400)]
    public async Task A_reorganisation_of_any_depth_goes_forth_and_back(int fork, int length)
    {
        var chain = TestChain.New(100);
        var branch = TestChain.Extend(chain[fork], length, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);

        Assert.Equal(fork, await Store.Reorganise(TestChain.Tip(chain[^1]), branch[^1].Hash, []));
        Assert.Equal(TestChain.Tip(branch[^1]), await Consistency.Check(Store));
        Assert.Equal(TestChain.Headers(chain[..(fork + 1)].Concat(branch)), await Store.ReadHeaders(0, 1000));
        Assert.Equal(Enumerable.Repeat(-1, 99 - fork), await Store.Locate(TestChain.Hashes(chain[(fork + 1)..])));

        Assert.Equal(fork, await Store.Reorganise(TestChain.Tip(branch[^1]), chain[^1].Hash, []));
        Assert.Equal(TestChain.Tip(chain[^1]), await Consistency.Check(Store));
        Assert.Equal(TestChain.Headers(chain), await Store.ReadHeaders(0, 1000));
    }

    [Fact]
    public async Task A_stale_reorganisation_is_refused_and_changes_nothing()
    {
        var chain = TestChain.New(10);
        var branch = TestChain.Extend(chain[3], 9, seed: 2);
        await Fill(chain);
        await Store.StoreBranch(branch);

        Assert.Null(await Store.Reorganise(TestChain.Tip(chain[8]), branch[^1].Hash, []));

        Assert.Equal(TestChain.Tip(chain[^1]), await Consistency.Check(Store));
    }

    [Fact]
    public async Task The_blocks_of_a_reorganisation_are_stored_with_it_or_not_at_all()
    {
        var chain = TestChain.New(10);
        var branch = TestChain.Extend(TestChain.Tip(chain[3]), 12, seed: 2, CoinModel.Unspent(chain[..4]));
        await Fill(chain);

        Assert.Null(await Store.Reorganise(TestChain.Tip(chain[8]), branch[^1].Hash, branch));
        Assert.Null(await Store.FindHeader(branch[0].Hash));

        Assert.Equal(3, await Store.Reorganise(TestChain.Tip(chain[^1]), branch[^1].Hash, branch));
        Assert.Equal(TestChain.Tip(branch[^1]), await Consistency.Check(Store));
        await CoinModel.Check(Coins, [.. chain[..4], .. branch], others: chain[4..]);
    }

    [Fact]
    public async Task A_reorganisation_to_an_unknown_block_is_a_bug_of_the_caller()
    {
        var chain = TestChain.New(10);
        await Fill(chain[..5]);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.Reorganise(TestChain.Tip(chain[4]), chain[9].Hash, []));
        Assert.Equal(TestChain.Tip(chain[4]), await Consistency.Check(Store));
    }

    [Fact]
    public async Task A_reorganisation_to_a_block_of_the_best_chain_cuts_it_there()
    {
        var chain = TestChain.New(10);
        await Fill(chain);

        Assert.Equal(6, await Store.Reorganise(TestChain.Tip(chain[^1]), chain[6].Hash, []));
        Assert.Equal(TestChain.Tip(chain[6]), await Consistency.Check(Store));
        Assert.Equal(9, await Store.Reorganise(TestChain.Tip(chain[6]), chain[9].Hash, []) + 3);
        Assert.Equal(TestChain.Tip(chain[9]), await Consistency.Check(Store));
    }

    [Fact]
    public async Task Reorganisations_and_appends_that_saw_the_same_tip_have_one_winner()
    {
        var (beside, connections) = OpenBeside();
        await using var _ = connections;
        var chain = TestChain.New(5);
        await Fill(chain);
        var tip = TestChain.Tip(chain[^1]);
        var fork = TestChain.Tip(chain[2]);
        for (var round = 0; round < 40; round++)
        {
            var branch = TestChain.Extend(fork, tip.Height, seed: 100 + round);
            var next = TestChain.Extend(tip, 2, seed: 200 + round);
            await Store.StoreBranch(branch);

            var reorganised = beside.Reorganise(tip, branch[^1].Hash, []);
            var appended = Store.Append(tip, next);

            Assert.NotEqual(await appended, await reorganised is not null);
            tip = TestChain.Tip(await appended ? next[^1] : branch[^1]);
            Assert.Equal(tip, await Consistency.Check(Store));
        }
    }
}
