using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Gateways;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Grains.Tests.Mempool;
using BloomCoin.Grains.Tests.Support;
using static BloomCoin.Grains.Tests.Phases.Contributions;

namespace BloomCoin.Grains.Tests.Events;

/// <summary>What the grains tell of, as a reader hears it.</summary>
public sealed class PublishedEventsTests
{
    [Fact]
    public async Task Every_tip_is_told_with_what_came_and_what_went()
    {
        await using var cluster = await ChainCluster.Start();
        var reader = await EventReader.Start(cluster.Grains);
        var branch = TestBranch.FromGenesis().Extend(5, nonce: 1);
        await cluster.Chain.Append(branch.Batch(1, 4));
        await cluster.Chain.Append(branch.Batch(5));
        var other = branch.ForkAt(3).Extend(3, nonce: 2);
        await cluster.Chain.Append(other.Batch(4, 2));   // beside the best chain, with as much work
        await cluster.Chain.Append(other.Batch(6));

        var tips = await reader.Take<TipMoved>(3);
        Assert.Equal([(4, 4, 0), (5, 1, 0), (6, 3, 2)], tips.Select(tip => (tip.Height, tip.Added, tip.Undone)));
        Assert.Equal([branch.Blocks[4].Hash, branch.Tip, other.Tip], tips.Select(tip => tip.Hash));
        Assert.All(tips, tip => Assert.Equal(branch.Blocks[1].Transactions.Count, tip.Transactions));
    }

    [Fact]
    public async Task Transactions_that_the_mempool_took_are_told_and_refused_ones_are_not()
    {
        await using var cluster = await MempoolCluster.Start();
        var reader = await EventReader.Start(cluster.Grains);
        var (first, second) = (cluster.Pay(1), cluster.Pay(2));
        await cluster.Submit(first);
        await cluster.Submit(first, second);   // the first is held already

        var told = await reader.Take<TransactionsAccepted>(2);
        Assert.Equal([first.Id, second.Id], told.SelectMany(batch => batch.Txids));
    }

    [Fact]
    public async Task A_merge_is_told_of_when_it_begins_and_when_it_passes_each_threshold()
    {
        await using var cluster = await ChainCluster.Start();
        var reader = await EventReader.Start(cluster.Grains);
        var worker = cluster.Grains.GetGrain<IPhaseMergeGrain>(0);
        foreach (var spread in new[] { 3, 3, 2.1, 2.1, 1.5, 3, 1.5 }) await worker.Merge(Batch(5, Of(1, Around(0, spread))));
        await worker.Merge(Batch(6, Of(1, Around(0, 1.5)), Of(2, Around(0, 1.5))));

        var told = await reader.Take<CoherenceReached>(4);
        Assert.Equal(
            [(5, CoherenceLevel.Begun, 1), (5, CoherenceLevel.Eager, 1), (5, CoherenceLevel.Critical, 1), (6, CoherenceLevel.Critical, 2)],
            told.Select(one => (one.Height, one.Level, one.Contributors)));
        Assert.Equal([0.67, 0.83, 0.91, 0.91], told.Select(one => Math.Round(one.Coherence, 2)));
    }

    [Fact]
    public async Task Bans_are_told_when_they_begin_and_when_they_are_lifted()
    {
        await using var cluster = await ChainCluster.Start();
        var reader = await EventReader.Start(cluster.Grains);
        var bans = cluster.Grains.GetGrain<IBanListGrain>(IBanListGrain.Key);
        var now = cluster.Time.GetUtcNow();
        var (short_, long_) = (new AddressBan("203.0.113.7", now, now.AddHours(1), "loud", true), new AddressBan("203.0.113.8", now, now.AddDays(9), "", false));
        await bans.Add(short_);
        await bans.Add(long_);
        cluster.Time.Advance(TimeSpan.FromHours(2));
        Assert.False(await bans.Lift(short_.Address));   // it has ended by itself
        Assert.True(await bans.Lift(long_.Address));

        Assert.Equal([short_, long_], (await reader.Take<AddressBanned>(2)).Select(told => told.Ban));
        Assert.Equal(long_.Address, Assert.Single(await reader.Take<AddressUnbanned>(1)).Address);
        await bans.Add(short_ with { Until = now.AddDays(1) });
        Assert.IsType<AddressBanned>(await reader.Next());   // and the one that ended was not told of
    }

    [Fact]
    public async Task Connections_are_told_of_by_gateway_when_they_changed_and_at_most_every_two_seconds()
    {
        await using var cluster = await ChainCluster.Start();
        var reader = await EventReader.Start(cluster.Grains);
        var directory = cluster.Grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        foreach (var connections in new[] { 3, 4, 5 }) await directory.Report(new GatewayReport(cluster.Silo, 1, [], connections, []));
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        foreach (var connections in new[] { 6, 7 }) await directory.Report(new GatewayReport(cluster.Silo, 1, [], connections, []));
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await directory.Report(new GatewayReport(cluster.Silo, 1, [], 6, []));
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await directory.Report(new GatewayReport(cluster.Silo, 1, [], 8, []));

        Assert.Equal([3, 6, 8], (await reader.Take<ConnectionsChanged>(3)).Select(told => told.Total));
    }

    [Fact]
    public async Task Who_tells_of_something_is_not_held_up_by_a_log_that_fails()
    {
        await using var cluster = await ChainCluster.Start(onCall: call =>
        {
            if (call.Grain is IEventLogGrain) throw new InvalidOperationException("the log is broken");
        });
        var branch = TestBranch.FromGenesis().Extend(5, nonce: 1);
        Assert.Equal(5, (await cluster.Chain.Append(branch.Batch(1))).Accepted);
        var now = cluster.Time.GetUtcNow();
        await cluster.Grains.GetGrain<IBanListGrain>(IBanListGrain.Key).Add(new AddressBan("203.0.113.7", now, now.AddHours(1), "", true));
        Assert.Equal(branch.Tip, (await cluster.Chain.GetTip()).Hash);
    }

    [Fact]
    public async Task A_reader_whose_log_died_with_its_silo_is_told_that_it_missed_some_and_hears_what_comes_then()
    {
        await using var cluster = await ChainCluster.Start(count: 2);
        var reader = await EventReader.Start(cluster.Grains);
        var branch = TestBranch.FromGenesis().Extend(3, nonce: 1);
        await cluster.Chain.Append(branch.Batch(1, 1));
        var before = Assert.Single(await reader.Take<TipMoved>(1));

        var log = cluster.Grains.GetGrain<IEventLogGrain>(IEventLogGrain.Key);
        await cluster.Kill((await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(log))!);
        var missed = Assert.IsType<EventsMissed>(await reader.Next());
        Assert.Null(missed.Count);
        Assert.NotEqual(before.Position.Epoch, missed.Position.Epoch);

        await ChainCluster.Await(
            async () =>
            {
                try
                {
                    return (await cluster.Chain.Append(branch.Batch(2, 1))).Accepted == 1;
                }
                catch (Exception failure) when (failure is Orleans.Runtime.OrleansException or TimeoutException)
                {
                    return false;   // the chain's silo may be the one that died
                }
            },
            () => Task.FromResult("the chain goes on"));
        Assert.Equal(2, Assert.Single(await reader.Take<TipMoved>(1)).Height);
    }
}
