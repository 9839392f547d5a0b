using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>What the mempool keeps, forgets, and says again.</summary>
public sealed class EnduranceTests
{
    private static readonly MempoolLimits Beating = new() { Upkeep = TimeSpan.FromMilliseconds(20) };

    [Fact]   // what was acknowledged survives the process
    public async Task A_restart_keeps_what_was_accepted_and_is_still_valid()
    {
        await using var cluster = await MempoolCluster.Start();
        var parent = cluster.Pay(1);
        var child = cluster.Miner.Pay(parent, 10);
        await cluster.Submit(parent, child);
        await cluster.Submit(Guid.NewGuid(), cluster.Pay(2));

        // What another node of the cluster would have done: the chain moves on without the mempool.
        await cluster.Append(cluster.Branch.Mine(1, cluster.Pay(2, fee: 1)), 21);
        await cluster.Restart();
        await cluster.AwaitHeld(parent.Id, child.Id);
        Assert.All((await cluster.Mempool.List(10)).Transactions, one => Assert.True(one.IsLocal));
    }

    [Fact]   // more than a page of them, parents in an earlier page
    public async Task A_restart_loads_page_by_page()
    {
        await using var cluster = await MempoolCluster.Start();
        var families = Enumerable.Range(1, 13).Select(coinbase => cluster.Pay(coinbase, outputs: 25)).ToList();
        var children = families.SelectMany(
            parent => Enumerable.Range(0, 25).Select(output => cluster.Miner.Pay(parent, 100, output))).ToList();
        Transaction[] all = [.. families, .. children];
        Assert.True(all.Length > Recovery.PageSize);
        Assert.All(await cluster.Submit(all), verdict => Assert.Equal(SubmitOutcome.Accepted, verdict.Outcome));
        await cluster.Restart();
        await cluster.AwaitHeld([.. all.Select(one => one.Id)]);
    }

    [Fact]   // a write that failed is the caller's error, and nothing is held of it
    public async Task A_submission_that_cannot_be_kept_fails_and_one_whose_answer_was_lost_is_held_in_the_end()
    {
        await using var cluster = await MempoolCluster.Start(Beating);
        await cluster.Submit(cluster.Pay(1));
        cluster.Failing.IsBroken = true;
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Submit(cluster.Pay(2)));
        cluster.Failing.IsBroken = false;
        await cluster.AwaitHeld(cluster.Pay(1).Id);

        cluster.Failing.LosesAnswers = true;
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Submit(cluster.Pay(3)));
        cluster.Failing.LosesAnswers = false;
        await cluster.AwaitHeld(cluster.Pay(1).Id, cluster.Pay(3).Id);
        Assert.Equal(SubmitOutcome.Accepted, (await cluster.Submit(cluster.Pay(2)))[0].Outcome);
    }

    [Fact]   // 14 days, with what follows it
    public async Task What_waits_too_long_is_forgotten()
    {
        await using var cluster = await MempoolCluster.Start(Beating);
        var old = cluster.Pay(1);
        await cluster.Submit(old);
        cluster.Time.Advance(TimeSpan.FromDays(13));
        await cluster.Submit(cluster.Miner.Pay(old, 5), cluster.Pay(2));
        await cluster.AwaitHeld(old.Id, cluster.Miner.Pay(old, 5).Id, cluster.Pay(2).Id);
        cluster.Time.Advance(TimeSpan.FromDays(1));
        await cluster.AwaitHeld(cluster.Pay(2).Id);
    }

    [Fact]
    public async Task What_expired_while_the_node_was_down_is_forgotten_at_the_start()
    {
        await using var cluster = await MempoolCluster.Start();
        await cluster.Submit(cluster.Pay(1));
        cluster.Time.Advance(TimeSpan.FromDays(14));
        await cluster.Restart();
        await cluster.AwaitHeld();
    }

    [Fact]   // only a client's own: peers' are their senders' to announce
    public async Task A_clients_transaction_is_announced_again_until_it_is_in_a_block()
    {
        await using var cluster = await MempoolCluster.Start(Beating);
        var (local, foreign) = (cluster.Pay(1), cluster.Pay(2));
        await cluster.Submit(local);
        await cluster.Submit(Guid.NewGuid(), foreign);
        for (var round = 0; round < 2; round++)
        {
            cluster.Peers.Transactions.Clear();
            cluster.Time.Advance(TimeSpan.FromMinutes(12.5));
            var news = await cluster.AwaitNews(local.Id, one => one.Again);
            Assert.Equal((null, local.Id), (news.Source, Assert.Single(MempoolCluster.IdsOf(news.Txids))));
        }
    }

    [Fact]
    public async Task A_full_mempool_lets_the_lowest_fee_rate_go_durably()
    {
        var cost = new PooledTransaction(new Owner("x").Pay(100, 1, [Unsigned.Coin(1)]), 1, default, isLocal: false).Cost;
        await using var cluster = await MempoolCluster.Start(new MempoolLimits { MaxBytes = 3 * cost });
        await cluster.Submit(cluster.Pay(1, fee: 10), cluster.Pay(2, fee: 20), cluster.Pay(3, fee: 30));
        var verdicts = await cluster.Submit(
            cluster.Pay(4, fee: 5), cluster.Pay(5, fee: 25), cluster.Pay(6, fee: 40), cluster.Pay(7, fee: 50));
        Assert.Equal(
            [SubmitOutcome.FeeTooLow, SubmitOutcome.FeeTooLow, SubmitOutcome.Accepted, SubmitOutcome.Accepted],
            verdicts.Select(one => one.Outcome));
        await cluster.AwaitHeld(cluster.Pay(3, fee: 30).Id, cluster.Pay(6, fee: 40).Id, cluster.Pay(7, fee: 50).Id);
        await cluster.Restart();
        await cluster.AwaitHeld(cluster.Pay(3, fee: 30).Id, cluster.Pay(6, fee: 40).Id, cluster.Pay(7, fee: 50).Id);
    }

    [Fact]
    public async Task An_orphan_of_a_peer_is_taken_when_its_parent_arrives()
    {
        await using var cluster = await MempoolCluster.Start();
        var parent = cluster.Pay(1);
        var child = cluster.Miner.Pay(parent, 10);
        var grandchild = cluster.Miner.Pay(child, 10);
        var verdicts = await cluster.Submit(Guid.NewGuid(), grandchild, child);
        Assert.All(verdicts, verdict => Assert.Equal(SubmitOutcome.Invalid, verdict.Outcome));
        Assert.Empty(await cluster.Held());
        Assert.Single(await cluster.Submit(Guid.NewGuid(), parent));
        await cluster.AwaitHeld(parent.Id, child.Id, grandchild.Id);
        await cluster.AwaitNews(grandchild.Id);
    }

    [Fact]   // one parent is not enough
    public async Task An_orphan_of_two_parents_waits_for_both()
    {
        await using var cluster = await MempoolCluster.Start();
        var (one, other) = (cluster.Pay(1), cluster.Pay(2));
        var child = cluster.Miner.Pay(
            one.Outputs[0].Amount + other.Outputs[0].Amount, 10, [new OutPoint(one.Id, 0), new OutPoint(other.Id, 0)]);
        await cluster.Submit(Guid.NewGuid(), child);
        await cluster.Submit(Guid.NewGuid(), one);
        await cluster.AwaitHeld(one.Id);
        await cluster.Submit(Guid.NewGuid(), other);
        await cluster.AwaitHeld(one.Id, other.Id, child.Id);
    }

    [Fact]   // who hears of them in this order can judge each at once
    public async Task The_inventory_names_parents_before_children_that_pay_more()
    {
        await using var cluster = await MempoolCluster.Start();
        var parent = cluster.Pay(1, fee: 1);
        var child = cluster.Miner.Pay(parent, 5000);
        var best = cluster.Pay(2, fee: 9000);
        await cluster.Submit(child, best, parent);
        Assert.Equal([best.Id, parent.Id, child.Id], await cluster.Held());
        var news = MempoolCluster.IdsOf((await cluster.AwaitNews(child.Id)).Txids);
        Assert.True(Array.IndexOf(news, parent.Id) < Array.IndexOf(news, child.Id));
    }

    [Fact]   // a client is told, and tries again itself
    public async Task An_orphan_of_a_client_is_invalid_by_rule_6_and_not_kept()
    {
        await using var cluster = await MempoolCluster.Start();
        var parent = cluster.Pay(1);
        var verdict = Assert.Single(await cluster.Submit(cluster.Miner.Pay(parent, 10)));
        Assert.Equal((SubmitOutcome.Invalid, 6), (verdict.Outcome, verdict.Rule));
        await cluster.Submit(parent);
        await cluster.AwaitHeld(parent.Id);
    }

    [Fact]
    public void A_flood_of_orphans_and_of_refusals_is_bounded()
    {
        var orphans = new OrphanTransactions();
        var refused = new RefusedTransactions();
        var owner = new Owner("flood");
        for (var i = 0; i < 300; i++)
            orphans.Add(CandidateTransaction.ReadNew(owner.Pay(9, 1, [Unsigned.Coin(i)]).Bytes, default, isLocal: false));
        Assert.Equal(OrphanTransactions.Limit, orphans.Count);

        Hash256 first = default;
        for (var i = 0; i <= RefusedTransactions.Limit; i++)
        {
            var candidate = CandidateTransaction.ReadNew(Unsigned.Paying(1, Unsigned.Coin(i)).Transaction.Bytes, default, isLocal: false);
            candidate.Refuse(new PoolRefusal(SubmitOutcome.FeeTooLow, ""));
            refused.Note(candidate);
            if (i == 0) first = candidate.Transaction!.Id;
            else Assert.True(refused.Contains(candidate.Transaction!.Id));
        }

        Assert.False(refused.Contains(first));
    }
}
