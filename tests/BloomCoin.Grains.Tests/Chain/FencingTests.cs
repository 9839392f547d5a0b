using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>The store is the judge: what a second writer did is seen, not overwritten.</summary>
public sealed class FencingTests
{
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

    private static StoredBlock Stored(TestBranch branch, int height, ChainWork parentWork)
    {
        var block = branch.Blocks[height];
        return new StoredBlock(block, height, parentWork + CompactTarget.Work(block.Header.Difficulty));
    }
}
