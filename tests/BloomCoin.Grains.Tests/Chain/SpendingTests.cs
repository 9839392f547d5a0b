using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>chain-format, rule 6, as the one writer applies it: on the tip, on side branches, and to what follows an invalid block.</summary>
public sealed class SpendingTests : IAsyncLifetime
{
    private readonly Owner _alice = new("alice");
    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_double_spend_across_batches_is_refused_and_named()
    {
        var branch = PayingBranch.FromGenesis(_alice).Extend(10);
        var payment = _alice.Pay(branch.Coinbase(1), fee: 5);
        branch.Mine(1, payment);
        Assert.Equal((11, null), await Append(branch, 1));

        var again = _alice.Pay(branch.Coinbase(1), fee: 6);
        branch.Mine(1, again);
        var refusal = (await _cluster.Chain.Append(branch.Batch(12))).Refusal!;
        Assert.Equal((12, 6, RefusalKind.Condemned, branch.Tip), (refusal.Height, refusal.Rule, refusal.Kind, refusal.Hash));
        Assert.Contains(again.Id.ToString(), refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]   // the block that a peer would send us first: its hash is right, a signature is not
    public async Task A_forged_signature_condemns_the_bytes_and_not_the_hash()
    {
        var branch = PayingBranch.FromGenesis(_alice).Extend(10);
        await Append(branch, 1);
        var payment = _alice.Pay(branch.Coinbase(1), fee: 5);
        var honest = branch.ForkAt(10).Mine(1, payment);
        var forged = branch.ForkAt(10).Mine(1, Owner.Forge(payment));
        Assert.Equal(honest.Tip, forged.Tip);

        var refusal = (await _cluster.Chain.Append(forged.Batch(11))).Refusal!;
        Assert.Equal((6, RefusalKind.Invalid), (refusal.Rule, refusal.Kind));
        Assert.Equal(-1, await _cluster.Chain.FindCondemned(honest.Tip.ToArray()));
        Assert.Equal((1, null), await Append(honest, 11));
    }

    [Fact]
    public async Task Blocks_before_a_bad_signature_in_the_same_batch_are_kept()
    {
        var branch = PayingBranch.FromGenesis(_alice).Extend(10);
        branch.Mine(1, _alice.Pay(branch.Coinbase(1), fee: 5)).Mine(1, Owner.Forge(_alice.Pay(branch.Coinbase(2), fee: 5))).Extend(3);

        var report = await _cluster.Chain.Append(branch.Batch(1));
        Assert.Equal((11, 12), (report.Accepted, report.Refusal!.Height));
        Assert.Equal(11, (await _cluster.Store.ReadTip())!.Height);
    }

    [Fact]   // an invalid block marks its descendants invalid
    public async Task What_follows_an_invalid_block_is_invalid_whether_it_comes_with_it_after_it_or_before_it()
    {
        var branch = PayingBranch.FromGenesis(_alice).Extend(10);
        await Append(branch, 1);
        branch.Mine(1, _alice.Pay(branch.Coinbase(9), fee: 5)).Extend(4);   // immature
        var before = branch.ForkAt(14).Batch(14);
        var with = branch.ForkAt(12).Batch(11);
        var after = branch.ForkAt(13).Batch(13);

        Assert.Equal(RefusalKind.Orphan, (await _cluster.Chain.Append(before)).Refusal!.Kind);
        Assert.Equal((11, RefusalKind.Condemned), Short(await _cluster.Chain.Append(with)));
        Assert.Equal((-1, RefusalKind.Condemned), Short(await _cluster.Chain.Append(after)));
        Assert.Equal((-1, RefusalKind.Condemned), Short(await _cluster.Chain.Append(before)));
        Assert.Equal(0, await _cluster.Chain.FindCondemned(branch.ForkAt(12).Tip.ToArray()));
    }

    [Fact]
    public async Task A_side_branch_is_judged_by_its_own_outputs_and_marks_are_undone_with_their_blocks()
    {
        var trunk = PayingBranch.FromGenesis(_alice).Extend(10);
        var best = trunk.ForkAt(10).Mine(1, _alice.Pay(trunk.Coinbase(1), fee: 5)).Extend(3);
        var side = trunk.ForkAt(10).Mine(2, _alice.Pay(trunk.Coinbase(1), fee: 9)).Extend(2, nonce: 2);
        await Append(best, 1);

        Assert.Equal((3, null), await Append(side, 11));   // spends what the best chain spends: here it is unspent
        var stolen = side.ForkAt(13).Mine(2, _alice.Pay(best.Coinbase(11), fee: 1));
        Assert.Equal((14, RefusalKind.Condemned), Short(await _cluster.Chain.Append(stolen.Batch(14))));   // of the other branch

        var spent = new OutPoint(trunk.Coinbase(1).Id, 0);
        Assert.Equal(11, (await _cluster.Coins.ReadCoins([spent]))[0]!.Value.SpentHeight);
        side.Extend(1, nonce: 2).Mine(2, _alice.Pay(trunk.Coinbase(2), fee: 1));
        Assert.Equal((2, null), await Append(side, 14));
        Assert.Equal(side.Tip, (await _cluster.Chain.GetTip()).Hash);
        Assert.Equal(
            [11, 15, null],
            (await _cluster.Coins.ReadCoins([spent, new(trunk.Coinbase(2).Id, 0), new(trunk.Coinbase(3).Id, 0)])).Select(coin => coin!.Value.SpentHeight));
    }

    [Fact]
    public async Task A_chain_that_is_replaced_from_its_first_block_leaves_the_outputs_of_the_new_one()
    {
        var old = PayingBranch.FromGenesis(_alice).Extend(400, nonce: 1);
        var heavier = PayingBranch.FromGenesis(_alice).Extend(420, nonce: 2, seconds: 4);
        await Append(old, 1);

        Assert.Equal((420, null), await Append(heavier, 1));
        var supply = await _cluster.Coins.ReadSupply();
        Assert.Equal((420, 420 * Rewards.First, heavier.Tip), (supply.Outputs, supply.Total, supply.Tip!.Hash));
    }

    [Fact]   // scenario 20
    public async Task A_block_that_nobody_asked_for_is_news_only_near_the_tip()
    {
        var branch = PayingBranch.FromGenesis(_alice).Extend(200);
        await Append(branch, 1);
        var far = branch.ForkAt(200 - ChainWriter.NewsDepth - 2).Extend(1, nonce: 2);
        var near = branch.ForkAt(200 - ChainWriter.NewsDepth - 1).Extend(1, nonce: 2);

        Assert.Equal(RefusalKind.NotNews, (await _cluster.Chain.Offer(far.Batch(far.Height), null)).Refusal!.Kind);
        Assert.Null(await _cluster.Store.FindHeader(far.Tip));
        Assert.Null((await _cluster.Chain.Offer(near.Batch(near.Height), null)).Refusal);
        Assert.False((await _cluster.Store.FindHeader(near.Tip))!.OnBestChain);
    }

    private async Task<(int Accepted, BlockRefusal? Refusal)> Append(PayingBranch branch, int from)
    {
        var report = await _cluster.Chain.Append(branch.Batch(from));
        return (report.Accepted, report.Refusal);
    }

    private static (int Height, RefusalKind Kind) Short(AppendReport report) => (report.Refusal!.Height, report.Refusal.Kind);
}
