using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Storage;
using BloomCoin.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>The store is the judge: what a second writer did is seen, not overwritten.</summary>
public sealed class FencingTests
{
    private readonly Owner _alice = new("alice");

    [Fact]
    public async Task A_chain_grain_that_another_writer_overtook_reads_the_tip_again_and_goes_on()
    {
        await using var cluster = await ChainCluster.Start();
        var branch = TestBranch.FromGenesis().Extend(12, nonce: 1);
        await cluster.Chain.Append(branch.Batch(1, 4));

        // Another activation, as a partition makes one, appends behind this one's back.
        var tip = await cluster.Store.ReadTip();
        Assert.True(await cluster.Store.Append(tip, [Stored(branch, 5, tip!.Work)]));

        var report = await cluster.Chain.Append(branch.Batch(5));
        Assert.Equal((8, null), (report.Accepted, report.Refusal));
        Assert.Equal(branch.Tip, (await cluster.Store.ReadTip())!.Hash);
    }

    [Fact]
    public async Task A_write_that_fails_is_the_callers_error_and_leaves_the_tip_where_it_was()
    {
        var failing = new FailingStore();
        await using var cluster = await ChainCluster.Start(store => failing.Around(store));
        var branch = TestBranch.FromGenesis().Extend(4, nonce: 1);
        await cluster.Chain.Append(branch.Batch(1, 2));

        failing.IsBroken = true;
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Chain.Append(branch.Batch(3)));
        Assert.Equal(2, (await cluster.Chain.GetTip()).Height);

        failing.IsBroken = false;
        Assert.Equal(branch.Tip, (await cluster.Chain.Append(branch.Batch(3))).Tip.Hash);
    }

    [Fact]   // chain-format, rule 6: a block is judged by the outputs of its own branch, wherever another writer put the tip meanwhile
    public async Task A_block_on_a_branch_that_another_writer_replaced_is_kept_and_not_condemned()
    {
        await using var cluster = await ChainCluster.Start();
        var old = PayingBranch.FromGenesis(_alice).Extend(10);
        var (spent, heavier) = (_alice.Pay(old.Coinbase(1), fee: 5), old.ForkAt(10).Extend(2, nonce: 2));
        old.Mine(1, spent);
        await cluster.Chain.Append(old.Batch(1));
        await AppendElsewhere(cluster, heavier.Batch(11));

        old.Mine(1, _alice.Pay(spent, fee: 5));   // of an output that the store's chain does not have
        Assert.Null((await cluster.Chain.Append(old.Batch(12))).Refusal);
        Assert.Equal(-1, await cluster.Chain.FindCondemned(old.Tip.ToArray()));
        Assert.Equal(heavier.Tip, (await cluster.Chain.GetTip()).Hash);
    }

    [Fact]
    public async Task A_block_that_is_valid_only_on_the_branch_of_another_writer_is_taken()
    {
        await using var cluster = await ChainCluster.Start();
        var old = PayingBranch.FromGenesis(_alice).Extend(10);
        var paid = _alice.Pay(old.Coinbase(1), fee: 5);
        var heavier = old.ForkAt(10).Mine(2, paid).Extend(2, nonce: 2);
        await cluster.Chain.Append(old.Extend(2).Batch(1));
        await AppendElsewhere(cluster, heavier.Batch(11));

        heavier.Mine(2, _alice.Pay(paid, fee: 5));
        var report = await cluster.Chain.Append(heavier.Batch(14));
        Assert.Equal((1, null, heavier.Tip), (report.Accepted, report.Refusal, report.Tip.Hash));
    }

    [Fact]   // a branch that is remembered leaves the best chain elsewhere now
    public async Task A_side_branch_is_judged_anew_when_another_writer_reorganised_below_it()
    {
        await using var cluster = await ChainCluster.Start();
        var old = PayingBranch.FromGenesis(_alice).Extend(10);
        var (onOld, onNew) = (_alice.Pay(old.Coinbase(1), fee: 5), _alice.Pay(old.Coinbase(2), fee: 5));
        var heavier = old.ForkAt(10).Mine(2, onNew).Extend(5, nonce: 2);
        old.Mine(1, onOld).Extend(3);
        var side = old.ForkAt(12).Extend(1, nonce: 3);
        await cluster.Chain.Append(old.Batch(1));
        await cluster.Chain.Append(side.Batch(13));
        await AppendElsewhere(cluster, heavier.Batch(11));

        var stolen = side.ForkAt(13).Mine(3, _alice.Pay(onNew, fee: 5));   // made below the old fork, and not on this branch
        Assert.Equal(RefusalKind.Condemned, (await cluster.Chain.Append(stolen.Batch(14))).Refusal?.Kind);
        Assert.Null(await cluster.Store.FindHeader(stolen.Tip));
    }

    [Fact]
    public async Task A_side_branch_whose_outputs_another_writer_undid_keeps_them()
    {
        await using var cluster = await ChainCluster.Start();
        var old = PayingBranch.FromGenesis(_alice).Extend(10);
        var paid = _alice.Pay(old.Coinbase(1), fee: 5);
        var heavier = old.ForkAt(10).Extend(6, nonce: 2);
        old.Mine(1, paid).Extend(3);
        var side = old.ForkAt(12).Extend(1, nonce: 3);
        await cluster.Chain.Append(old.Batch(1));
        await cluster.Chain.Append(side.Batch(13));
        await AppendElsewhere(cluster, heavier.Batch(11));

        side.Mine(3, _alice.Pay(paid, fee: 5));
        Assert.Null((await cluster.Chain.Append(side.Batch(14))).Refusal);
        Assert.Equal(-1, await cluster.Chain.FindCondemned(side.Tip.ToArray()));
        Assert.False((await cluster.Store.FindHeader(side.Tip))!.OnBestChain);
    }

    [Fact]   // the commit took place: whoever asks again finds the blocks, and what follows them is taken
    public async Task After_an_append_whose_answer_was_lost_the_chain_goes_on_and_its_blocks_are_told()
    {
        var failing = new FailingStore();
        await using var cluster = await ChainCluster.Start(store => failing.Around(store));
        var branch = TestBranch.FromGenesis().Extend(6, nonce: 1);
        await cluster.Chain.Append(branch.Batch(1, 2));
        await LoseAnswer(failing, cluster, branch.Batch(3, 2));

        var again = await cluster.Chain.Append(branch.Batch(3, 2));
        Assert.Equal((2, null, branch.Blocks[4].Hash), (again.Accepted, again.Refusal, again.Tip.Hash));
        await cluster.AwaitNews(branch.Blocks[4].Hash);
        Assert.Equal(branch.Tip, (await cluster.Chain.Append(branch.Batch(5))).Tip.Hash);
    }

    [Fact]
    public async Task After_a_reorganisation_whose_answer_was_lost_the_old_branch_is_judged_as_a_side_branch_and_the_new_tip_is_told()
    {
        var failing = new FailingStore();
        await using var cluster = await ChainCluster.Start(store => failing.Around(store));
        var old = PayingBranch.FromGenesis(_alice).Extend(10);
        var (spent, heavier) = (_alice.Pay(old.Coinbase(1), fee: 5), old.ForkAt(10).Extend(3, nonce: 2));
        old.Mine(1, spent);
        await cluster.Chain.Append(old.Batch(1));
        await cluster.Segment(0).GetHeaders(0, 2000);
        await LoseAnswer(failing, cluster, heavier.Batch(11));

        old.Mine(1, _alice.Pay(spent, fee: 5));
        Assert.Null((await cluster.Chain.Offer(old.Batch(12), null)).Refusal);
        Assert.Equal(-1, await cluster.Chain.FindCondemned(old.Tip.ToArray()));
        Assert.Equal(heavier.Tip, (await cluster.Chain.GetTip()).Hash);
        await cluster.AwaitNews(heavier.Tip);
        var headers = await cluster.Segment(0).GetHeaders(0, 2000);
        Assert.Equal((14, heavier.Tip), (headers.Count, BlockHeader.HashOf(headers[13])));
    }

    [Fact]   // a side branch that was stored and not answered is simply known
    public async Task After_a_side_branch_whose_answer_was_lost_what_follows_it_is_taken()
    {
        var failing = new FailingStore();
        await using var cluster = await ChainCluster.Start(store => failing.Around(store));
        var best = TestBranch.FromGenesis().Extend(6, nonce: 1);
        var side = best.ForkAt(2).Extend(6, nonce: 2);
        await cluster.Chain.Append(best.Batch(1));
        await LoseAnswer(failing, cluster, side.Batch(3, 2));

        var report = await cluster.Chain.Append(side.Batch(5));
        Assert.Equal((4, null, side.Tip), (report.Accepted, report.Refusal, report.Tip.Hash));
    }

    [Fact]   // a miner gets no template for the old tip, and may be the only one who would append
    public async Task A_commit_whose_answer_was_lost_is_found_out_without_another_append()
    {
        var failing = new FailingStore();
        await using var cluster = await ChainCluster.Start(failing.Around);
        var branch = TestBranch.FromGenesis().Extend(3, nonce: 1);
        await cluster.Chain.GetTip();
        await LoseAnswer(failing, cluster, branch.Batch(1));
        await cluster.AwaitTip(branch.Tip);
        await cluster.AwaitNews(branch.Tip);
    }

    [Fact]   // a partition makes a second activation, which is gone when it heals
    public async Task What_another_activation_wrote_is_found_out_without_an_append()
    {
        await using var cluster = await ChainCluster.Start();
        var branch = TestBranch.FromGenesis().Extend(3, nonce: 1);
        await cluster.Chain.GetTip();
        await AppendElsewhere(cluster, branch.Batch(1));
        await cluster.AwaitTip(branch.Tip);
    }

    private static async Task LoseAnswer(FailingStore failing, ChainCluster cluster, BlockBatch blocks)
    {
        failing.LosesAnswers = true;
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Chain.Append(blocks));
        failing.LosesAnswers = false;
    }

    /// <summary>What a second activation does, as a partition makes one.</summary>
    private static async Task AppendElsewhere(ChainCluster cluster, BlockBatch blocks)
    {
        var other = new ChainWriter(
            cluster.Store, cluster.Coins, TestBranch.Parameters, new ChainMetrics(new TestMeters(), TimeProvider.System), TimeProvider.System, NullLogger.Instance, _ => Task.CompletedTask);
        await other.Load();
        Assert.Null((await other.Append(blocks)).Refusal);
    }

    private static StoredBlock Stored(TestBranch branch, int height, ChainWork parentWork)
    {
        var block = branch.Blocks[height];
        return new StoredBlock(block, height, parentWork + CompactTarget.Work(block.Header.Difficulty));
    }
}
