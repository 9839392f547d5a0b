using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Chain.Coins;
using BloomCoin.Grains.Mempool;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>wire-protocol 5 and the mempool's own bounds, one at a time.</summary>
public sealed class TransactionPoolTests
{
    private const long Plenty = 300_000_000;

    [Fact]   // first seen stays, however much the second pays
    public void The_second_of_two_that_spend_one_output_is_a_conflict()
    {
        var pool = new TransactionPool(Plenty);
        Add(pool, Unsigned.Paying(1, Unsigned.Coin(1)));
        Assert.Equal(SubmitOutcome.Conflict, Add(pool, Unsigned.Paying(1000, Unsigned.Coin(1), Unsigned.Coin(2))));
        Assert.Equal(SubmitOutcome.Accepted, Add(pool, Unsigned.Paying(1000, Unsigned.Coin(2))));
    }

    [Fact]   // 1000 units for 156 bytes, 1000 for 196: rates that rounding would not tell apart are told apart
    public void Order_is_by_units_a_byte_exactly_and_then_by_arrival()
    {
        var pool = new TransactionPool(Plenty);
        var first = Unsigned.Paying(ulong.MaxValue - 1, Unsigned.Coin(1));
        var better = Unsigned.Paying(ulong.MaxValue, Unsigned.Coin(2));
        var longer = Unsigned.Paying(ulong.MaxValue, [Unsigned.Coin(3)], outputs: 2);
        var same = Unsigned.Paying(ulong.MaxValue, Unsigned.Coin(4));
        foreach (var entry in new[] { longer, first, better, same }) Add(pool, entry);
        Assert.Equal([better, same, first, longer], pool.BestFirst);
    }

    [Fact]   // 25 before it, not 26
    public void A_chain_of_unconfirmed_transactions_ends_at_25_ancestors()
    {
        var pool = new TransactionPool(Plenty);
        var last = Unsigned.Paying(10, Unsigned.Coin(0));
        Add(pool, last);
        for (var depth = 1; depth <= 25; depth++)
        {
            last = Unsigned.Paying(10, Unsigned.Output(last));
            Assert.Equal(SubmitOutcome.Accepted, Add(pool, last));
        }

        Assert.Equal(SubmitOutcome.NotRelayed, Add(pool, Unsigned.Paying(1_000_000, Unsigned.Output(last))));
        Assert.Empty(last.Children);
        Assert.Equal(SubmitOutcome.Accepted, Add(pool, Unsigned.Paying(10, Unsigned.Output(last)), isNew: false));
    }

    [Fact]   // 25 behind it, not 26
    public void No_more_than_25_unconfirmed_transactions_follow_one()
    {
        var pool = new TransactionPool(Plenty);
        var root = Unsigned.Paying(10, [Unsigned.Coin(0)], outputs: 30);
        Add(pool, root);
        for (var child = 0u; child < 25; child++)
            Assert.Equal(SubmitOutcome.Accepted, Add(pool, Unsigned.Paying(10, Unsigned.Output(root, child))));
        Assert.Equal(SubmitOutcome.NotRelayed, Add(pool, Unsigned.Paying(1_000_000, Unsigned.Output(root, 25))));
        Assert.Equal(25, root.Children.Count);
    }

    [Fact]
    public void The_lowest_fee_rate_goes_with_all_that_follows_it()
    {
        var low = Unsigned.Paying(1, Unsigned.Coin(0));
        var child = Unsigned.Paying(900, Unsigned.Output(low));
        var middle = Unsigned.Paying(500, Unsigned.Coin(1));
        var pool = new TransactionPool(low.Cost * 3);
        foreach (var entry in new[] { low, child, middle }) Assert.Equal(SubmitOutcome.Accepted, Add(pool, entry));

        var evicted = new List<PooledTransaction>();
        Assert.True(pool.TryAdd(Unsigned.Paying(600, Unsigned.Coin(2)), isNew: true, evicted, out _));
        Assert.Equivalent(new[] { low.Id, child.Id }, evicted.Select(one => one.Id));
        Assert.Equal(2, pool.Count);
    }

    [Fact]   // not even when it would evict what it needs itself
    public void A_newcomer_that_would_be_the_lowest_is_refused_and_nothing_changes()
    {
        var low = Unsigned.Paying(100, Unsigned.Coin(0));
        var pool = new TransactionPool(low.Cost * 2);
        Add(pool, low);
        Add(pool, Unsigned.Paying(500, Unsigned.Coin(1)));

        Assert.Equal(SubmitOutcome.FeeTooLow, Add(pool, Unsigned.Paying(100, Unsigned.Coin(2))));
        Assert.Equal(SubmitOutcome.FeeTooLow, Add(pool, Unsigned.Paying(1000, Unsigned.Output(low))));
        Assert.Equal((2, low.Cost * 2), (pool.Count, pool.Bytes));
        Assert.Empty(low.Children);
    }

    [Fact]   // chain-format, Best chain: a transaction of an undone block returns behind those that spend its outputs
    public void A_parent_that_comes_back_finds_its_children()
    {
        var pool = new TransactionPool(Plenty);
        var parent = Unsigned.Paying(10, Unsigned.Coin(0));
        var child = Unsigned.Paying(10, Unsigned.Output(parent));
        Add(pool, child);
        Assert.Empty(child.Parents);
        Add(pool, parent, isNew: false);
        Assert.Equal([parent], child.Parents);
        Assert.Equal([parent, child], pool.SelectForBlock(10_000));
    }

    [Fact]
    public void What_follows_a_confirmed_transaction_stays_and_what_follows_an_invalid_one_goes()
    {
        var pool = new TransactionPool(Plenty);
        var parent = Unsigned.Paying(10, [Unsigned.Coin(0)], outputs: 2);
        var child = Unsigned.Paying(10, Unsigned.Output(parent));
        var grandchild = Unsigned.Paying(10, Unsigned.Output(child));
        foreach (var entry in new[] { parent, child, grandchild }) Add(pool, entry);

        Assert.True(pool.Confirm(parent.Id));
        Assert.False(pool.Confirm(parent.Id));
        Assert.Equal((2, 0), (pool.Count, child.Parents.Count));
        Assert.Equal(2, pool.Remove(child.Id).Count);
        Assert.Equal((0, 0L), (pool.Count, pool.Bytes));
    }

    [Fact]
    public void Outputs_of_held_transactions_can_be_spent_in_the_next_block()
    {
        var pool = new TransactionPool(Plenty);
        var held = Unsigned.Paying(10, [Unsigned.Coin(0)], outputs: 2);
        Add(pool, held);
        Assert.True(pool.TryFindOutput(Unsigned.Output(held, 1), 7, out var found));
        Assert.Equal(CoinState.Unspent(new Coin(2, default, 7, IsCoinbase: false)), found);
        Assert.True(pool.TryFindOutput(Unsigned.Output(held, 2), 7, out var beyond));
        Assert.Equal(CoinStatus.Missing, beyond.Status);
        Assert.False(pool.TryFindOutput(Unsigned.Coin(0), 7, out _));
    }

    private static SubmitOutcome Add(TransactionPool pool, PooledTransaction entry, bool isNew = true) =>
        pool.TryAdd(entry, isNew, [], out var refusal) ? SubmitOutcome.Accepted : refusal.Outcome;
}
