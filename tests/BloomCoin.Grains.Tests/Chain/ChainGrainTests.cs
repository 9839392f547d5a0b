using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>chain-format: "A block is valid when" and "Best chain", as the one writer applies them.</summary>
public sealed class ChainGrainTests : IAsyncLifetime
{
    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task An_empty_store_starts_with_the_genesis_block()
    {
        var tip = await _cluster.Chain.GetTip();
        Assert.Equal((TestBranch.Parameters.GenesisHash, 0), (tip.Hash, tip.Height));
        Assert.Equal(new ChainIdentity("devnet", TestBranch.Parameters.GenesisHash), await _cluster.Chain.GetIdentity());
    }

    [Fact]
    public async Task Consecutive_blocks_extend_the_chain_and_are_stored_byte_for_byte()
    {
        var branch = TestBranch.FromGenesis().Extend(300, nonce: 1);
        var report = await _cluster.Chain.Append(branch.Batch(1));

        Assert.Equal((300, null), (report.Accepted, report.Refusal));
        Assert.Equal(branch.Tip, report.Tip.Hash);
        var stored = await _cluster.Store.ReadBlocks([.. branch.Blocks.Select(block => block.Hash)], long.MaxValue);
        Assert.All(branch.Blocks.Zip(stored), pair => Assert.Equal(pair.First.Bytes.ToArray(), pair.Second));
    }

    [Fact]
    public async Task Blocks_that_are_known_count_as_accepted()
    {
        var branch = TestBranch.FromGenesis().Extend(20, nonce: 1);
        await _cluster.Chain.Append(branch.Batch(1));

        var again = await _cluster.Chain.Append(branch.Batch(0));
        Assert.Equal((21, null), (again.Accepted, again.Refusal));
        Assert.Equal(branch.Tip, again.Tip.Hash);
    }

    [Fact]
    public async Task The_first_bad_block_is_named_by_height_and_rule_and_everything_before_it_stays()
    {
        var branch = TestBranch.FromGenesis().Extend(9, nonce: 1);
        var bad = branch.Next(nonce: 1, change: header => header with { Difficulty = header.Difficulty - 1 });
        var after = TestBranch.BatchOf([.. branch.Blocks.Skip(1), bad, branch.Next(nonce: 2)]);

        var report = await _cluster.Chain.Append(after);
        Assert.Equal(9, report.Accepted);
        Assert.Equal((10, (int)BloomCoin.Chain.Rules.Rule.Difficulty, RefusalKind.Invalid), (report.Refusal!.Height, report.Refusal.Rule, report.Refusal.Kind));
        Assert.Equal(branch.Tip, (await _cluster.Chain.GetTip()).Hash);
        Assert.Equal(branch.Tip, (await _cluster.Store.ReadTip())!.Hash);
    }

    [Fact]
    public async Task Bytes_that_are_no_block_break_rule_1()
    {
        var report = await _cluster.Chain.Append(new BlockBatch([3, 0, 0, 0, 1, 2, 3]));
        Assert.Equal((0, 1), (report.Accepted, report.Refusal!.Rule));
    }

    [Fact]
    public async Task A_block_whose_parent_is_unknown_is_an_orphan_and_may_be_good()
    {
        var branch = TestBranch.FromGenesis().Extend(5, nonce: 1);
        var report = await _cluster.Chain.Append(branch.Batch(3));
        Assert.Equal((0, RefusalKind.Orphan, 4), (report.Accepted, report.Refusal!.Kind, report.Refusal.Rule));
    }

    [Fact]
    public async Task A_block_from_the_future_is_refused_and_may_become_good()   // rule 4: at most 7200 s ahead
    {
        var ahead = (uint)(DateTimeOffset.UnixEpoch.AddSeconds(TestBranch.Parameters.Genesis.Header.Timestamp) - TimeProvider.System.GetUtcNow()).Duration().TotalSeconds;
        var report = await _cluster.Chain.Append(TestBranch.BatchOf([TestBranch.FromGenesis().Next(nonce: 1, seconds: ahead + 8000)]));
        Assert.Equal((0, RefusalKind.TooEarly, 4), (report.Accepted, report.Refusal!.Kind, report.Refusal.Rule));
    }

    [Fact]
    public async Task A_lighter_branch_is_kept_and_does_not_become_the_best_chain()
    {
        var best = TestBranch.FromGenesis().Extend(10, nonce: 1);
        var side = best.ForkAt(4).Extend(5, nonce: 2);
        await _cluster.Chain.Append(best.Batch(1));

        var report = await _cluster.Chain.Append(side.Batch(5));
        Assert.Equal((5, null), (report.Accepted, report.Refusal));
        Assert.Equal(best.Tip, report.Tip.Hash);
        Assert.False((await _cluster.Store.FindHeader(side.Tip))!.OnBestChain);
    }

    [Fact]
    public async Task Of_two_branches_with_the_same_work_the_first_seen_stays()
    {
        var first = TestBranch.FromGenesis().Extend(6, nonce: 1);
        var second = TestBranch.FromGenesis().Extend(6, nonce: 2);
        await _cluster.Chain.Append(first.Batch(1));
        Assert.Equal(first.Tip, (await _cluster.Chain.Append(second.Batch(1))).Tip.Hash);
    }

    [Fact]
    public async Task A_branch_with_more_work_becomes_the_best_chain_and_the_old_one_stays_available()
    {
        var old = TestBranch.FromGenesis().Extend(10, nonce: 1);
        var heavier = old.ForkAt(4).Extend(7, nonce: 2);
        await _cluster.Chain.Append(old.Batch(1));

        var report = await _cluster.Chain.Append(heavier.Batch(5));
        Assert.Equal((heavier.Tip, 11), (report.Tip.Hash, report.Tip.Height));
        Assert.Equal(old.Blocks[10].Bytes.ToArray(), (await _cluster.Store.ReadBlocks([old.Tip], long.MaxValue))[0]);

        var longer = old.ForkAt(10).Extend(3, nonce: 1);
        Assert.Equal(longer.Tip, (await _cluster.Chain.Append(longer.Batch(11))).Tip.Hash);
    }

    [Fact]
    public async Task A_batch_may_hold_several_branches()
    {
        var best = TestBranch.FromGenesis().Extend(5, nonce: 1);
        var side = best.ForkAt(2).Extend(6, nonce: 2);
        var report = await _cluster.Chain.Append(TestBranch.BatchOf([.. best.Blocks.Skip(1), .. side.Blocks.Skip(3)]));
        Assert.Equal((11, null), (report.Accepted, report.Refusal));
        Assert.Equal(side.Tip, report.Tip.Hash);
    }

    [Fact]
    public async Task A_branch_from_deep_below_the_retarget_window_is_judged_by_its_own_ancestors()
    {
        var best = TestBranch.FromGenesis().Extend(260, nonce: 1);
        var faster = best.ForkAt(10).Extend(300, nonce: 2, seconds: 2);
        await _cluster.Chain.Append(best.Batch(1));
        var report = await _cluster.Chain.Append(faster.Batch(11));
        Assert.Equal((300, null), (report.Accepted, report.Refusal));
        Assert.Equal(faster.Tip, report.Tip.Hash);
    }

    [Fact]
    public async Task Every_new_tip_is_pushed_to_the_gateway()
    {
        var branch = TestBranch.FromGenesis().Extend(3, nonce: 1);
        await _cluster.Chain.Append(branch.Batch(1));
        Assert.True(SpinWait.SpinUntil(() => !_cluster.Peers.Tips.IsEmpty, TimeSpan.FromSeconds(10)));
        Assert.True(_cluster.Peers.Tips.TryDequeue(out var news));
        Assert.Equal((4, branch.Tip), (news.Headers.End, BlockHeader.HashOf(news.Headers[news.Headers.Count - 1])));
    }

    [Fact]
    public async Task Ancestors_are_given_oldest_first_on_the_blocks_own_branch()
    {
        var best = TestBranch.FromGenesis().Extend(8, nonce: 1);
        var side = best.ForkAt(5).Extend(2, nonce: 2);
        await _cluster.Chain.Append(best.Batch(1));
        await _cluster.Chain.Append(side.Batch(6));

        var ancestry = await _cluster.Chain.GetAncestors(side.Tip, 4);
        Assert.Equal((4, 8), (ancestry!.Headers.Start, ancestry.Headers.End));
        Assert.Equal(side.Headers(4, 4).Blob.ToArray(), ancestry.Headers.Blob.ToArray());
        Assert.Null(await _cluster.Chain.GetAncestors(default, 4));
    }
}
