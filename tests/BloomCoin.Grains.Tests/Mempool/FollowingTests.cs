using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>chain-format, Best chain: what a block confirms leaves the mempool, what a reorganisation undoes returns to it.</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private MempoolCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await MempoolCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_block_takes_out_what_it_holds_and_what_follows_stays()
    {
        var parent = _cluster.Pay(1);
        var child = _cluster.Miner.Pay(parent, 500);
        await _cluster.Submit(parent, child, _cluster.Pay(2));
        await _cluster.Append(_cluster.Branch.Mine(1, parent, _cluster.Pay(2)), 21);
        await _cluster.Mempool.OnTip();

        await _cluster.AwaitHeld(child.Id);
        Assert.Empty((await _cluster.Mempool.List(10)).Transactions[0].DependsOn);
    }

    [Fact]
    public async Task A_block_takes_out_what_spends_the_same_outputs_with_all_that_follows()
    {
        var rival = _cluster.Pay(1, fee: 5000);
        await _cluster.Submit(rival, _cluster.Miner.Pay(rival, 100), _cluster.Pay(2));
        await _cluster.Append(_cluster.Branch.Mine(1, _cluster.Pay(1, fee: 1)), 21);
        await _cluster.Mempool.OnTip();
        await _cluster.AwaitHeld(_cluster.Pay(2).Id);
    }

    [Fact]   // a push may be lost: whoever submits next makes up for it
    public async Task A_tip_whose_news_was_lost_is_caught_up_with_by_the_next_submission()
    {
        await _cluster.Submit(_cluster.Pay(1));
        await _cluster.Append(_cluster.Branch.Mine(1, _cluster.Pay(1)), 21);
        var verdict = Assert.Single(await _cluster.Submit(_cluster.Pay(1)));
        Assert.Equal((SubmitOutcome.Invalid, 6), (verdict.Outcome, verdict.Rule));
        await _cluster.AwaitHeld();
    }

    [Fact]   // peers send what is in a block already: it is refused, and what follows it is not
    public async Task A_child_is_taken_whose_parent_is_confirmed_and_sent_along()
    {
        var parent = _cluster.Pay(1);
        var child = _cluster.Miner.Pay(parent, 5);
        await _cluster.Append(_cluster.Branch.Mine(1, parent), 21);
        var verdicts = await _cluster.Submit(Guid.NewGuid(), parent, child);
        Assert.Equal([SubmitOutcome.Invalid, SubmitOutcome.Accepted], verdicts.Select(verdict => verdict.Outcome));
        await _cluster.AwaitHeld(child.Id);
    }

    [Fact]   // more blocks than are read: everything is judged anew
    public async Task A_leap_of_many_blocks_leaves_what_is_still_valid()
    {
        var left = _cluster.Pay(3);
        await _cluster.Submit(_cluster.Pay(1), _cluster.Pay(2, fee: 9), left);
        _cluster.Branch.Mine(1, _cluster.Pay(1), _cluster.Pay(2, fee: 1)).Extend(ConnectedBlocks.Few);
        await _cluster.Append(_cluster.Branch, 21);
        await _cluster.Mempool.OnTip();
        await _cluster.AwaitHeld(left.Id);
    }

    [Fact]   // nothing that was on a valid branch is lost
    public async Task Transactions_of_undone_blocks_come_back_with_their_children_and_the_new_branch_wins()
    {
        var fork = _cluster.Branch.ForkAt(20);
        var (onBoth, undone, rival) = (_cluster.Pay(1), _cluster.Pay(2), _cluster.Pay(3, fee: 7));
        var undoneChild = _cluster.Miner.Pay(undone, 50);
        await _cluster.Append(_cluster.Branch.Mine(1, onBoth, undone).Mine(1, undoneChild, rival), 21);
        var held = _cluster.Miner.Pay(undoneChild, 60);
        Assert.Equal(SubmitOutcome.Accepted, (await _cluster.Submit(held))[0].Outcome);

        await _cluster.Append(fork.Mine(2, onBoth, _cluster.Pay(3, fee: 8)).Extend(2, nonce: 2), 21);
        await _cluster.Mempool.OnTip();
        await _cluster.AwaitHeld(undone.Id, undoneChild.Id, held.Id);
        Assert.Empty(await _cluster.Kept.ReadUndone(10));
        Assert.Equal([undone.Id], (await _cluster.Mempool.List(10)).Transactions.Single(one => one.Txid == undoneChild.Id).DependsOn);
    }

    [Fact]   // rule 6 at the new height, which is lower here: maturity and locktime are asked again
    public async Task What_a_reorganisation_makes_immature_or_locked_goes()
    {
        var heavier = _cluster.Branch.ForkAt(20).Extend(105, nonce: 2, seconds: 1);   // 125, after the retarget at 123
        await _cluster.Append(_cluster.Branch.Extend(106), 21);                       // 126
        var stays = _cluster.Pay(1);
        var immature = _cluster.Pay(120);
        var locked = _cluster.Miner.Pay(Rewards.At(2), 5, [new OutPoint(_cluster.Branch.Coinbase(2).Id, 0)], lockTime: 127);
        Assert.All(await _cluster.Submit(stays, immature, locked), verdict => Assert.Equal(SubmitOutcome.Accepted, verdict.Outcome));

        await _cluster.Append(heavier, 21);
        Assert.Equal(125, (await _cluster.Chain.GetTip()).Height);
        await _cluster.Mempool.OnTip();
        await _cluster.AwaitHeld(stays.Id);
    }

    [Fact]   // the store's outbox: whoever dies between the two does it again
    public async Task Undone_blocks_are_returned_at_the_next_start_when_the_first_try_failed()
    {
        var fork = _cluster.Branch.ForkAt(20);
        var undone = _cluster.Pay(2);
        await _cluster.Append(_cluster.Branch.Mine(1, undone), 21);
        await _cluster.Submit(_cluster.Pay(1));
        _cluster.Failing.IsBroken = true;
        await _cluster.Append(fork.Extend(2, nonce: 2), 21);
        await Assert.ThrowsAnyAsync<Exception>(() => _cluster.Submit(_cluster.Pay(3)));
        Assert.Single(await _cluster.Kept.ReadUndone(10));

        _cluster.Failing.IsBroken = false;
        await _cluster.Restart();
        await _cluster.AwaitHeld(undone.Id, _cluster.Pay(1).Id);
        Assert.Empty(await _cluster.Kept.ReadUndone(10));
    }

    [Fact]   // a refused one may be valid after the next block
    public async Task What_was_refused_is_not_asked_for_until_the_next_tip()
    {
        var locked = _cluster.Miner.Pay(Rewards.At(2), 5, [new OutPoint(_cluster.Branch.Coinbase(2).Id, 0)], lockTime: 22);
        var orphan = _cluster.Miner.Pay(_cluster.Pay(5), 1);
        var forged = Owner.Forge(_cluster.Pay(6));
        await _cluster.Submit(Guid.NewGuid(), locked, orphan, forged);
        byte[] asked = [.. locked.Id.ToArray(), .. orphan.Id.ToArray(), .. forged.Id.ToArray()];
        Assert.Equal([orphan.Id, forged.Id], MempoolCluster.IdsOf(await _cluster.Mempool.FindUnknown(asked)));

        await _cluster.Append(_cluster.Branch.Mine(1), 21);
        await _cluster.Mempool.OnTip();
        await MempoolCluster.Until(
            async () => (await _cluster.Mempool.FindUnknown(asked)).Length == asked.Length, () => Task.FromResult("it stays refused"));
        Assert.Equal(SubmitOutcome.Accepted, (await _cluster.Submit(locked))[0].Outcome);
        Assert.Equal([orphan.Id, forged.Id], MempoolCluster.IdsOf(await _cluster.Mempool.FindUnknown(asked)));
    }
}
