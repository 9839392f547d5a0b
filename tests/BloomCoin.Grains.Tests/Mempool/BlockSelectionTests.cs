using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Mempool;

/// <summary>What a miner gets for its next block: transactions that are valid on the tip that is named, and what they pay.</summary>
public sealed class BlockSelectionTests : IAsyncLifetime
{
    private MempoolCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await MempoolCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]   // chain-format, Transaction: the coinbase may take all fees
    public async Task The_best_fee_rates_come_first_each_after_what_it_follows_and_their_fees_are_summed()
    {
        var parent = _cluster.Pay(1, fee: 10);
        var child = _cluster.Miner.Pay(parent, 9000);
        var (best, worst) = (_cluster.Pay(2, fee: 50_000), _cluster.Pay(3, fee: 1));
        await _cluster.Submit(worst, parent, child, best);

        var selection = await _cluster.Mempool.SelectForBlock(1_000_000);
        Assert.Equal((_cluster.Branch.Tip, 59_011ul), (selection.Tip, selection.Fees));
        Assert.Equal([best.Id, parent.Id, child.Id, worst.Id], IdsOf(selection));
    }

    [Fact]   // chain-format, Block: each transaction behind its u32 length
    public async Task They_take_no_more_than_was_asked_for_lengths_included()
    {
        var (first, second) = (_cluster.Pay(1, fee: 2000), _cluster.Pay(2, fee: 1000));
        await _cluster.Submit(second, first);
        var both = first.Bytes.Length + second.Bytes.Length + (2 * sizeof(uint));

        Assert.Equal([first.Id, second.Id], IdsOf(await _cluster.Mempool.SelectForBlock(both)));
        var one = await _cluster.Mempool.SelectForBlock(both - 1);
        Assert.Equal(first.Id, Assert.Single(IdsOf(one)));
        Assert.Equal((2000ul, first.Bytes.Length + sizeof(uint)), (one.Fees, one.Transactions.Blob.Length));
        Assert.Empty(IdsOf(await _cluster.Mempool.SelectForBlock(0)));
    }

    [Fact]
    public async Task Of_an_empty_mempool_nothing_is_chosen_and_the_tip_is_named()
    {
        var selection = await _cluster.Mempool.SelectForBlock(1_000_000);
        Assert.Equal((_cluster.Branch.Tip, 0ul, 0), (selection.Tip, selection.Fees, selection.Transactions.Blob.Length));
    }

    [Fact]   // whoever asks is answered for the tip of now, whether the news of it came or not
    public async Task What_a_block_confirmed_is_not_chosen_again()
    {
        var parent = _cluster.Pay(1);
        var child = _cluster.Miner.Pay(parent, 500);
        await _cluster.Submit(parent, child);
        await _cluster.Append(_cluster.Branch.Mine(1, parent), 21);

        var selection = await _cluster.Mempool.SelectForBlock(1_000_000);
        Assert.Equal((_cluster.Branch.Tip, 500ul), (selection.Tip, selection.Fees));
        Assert.Equal([child.Id], IdsOf(selection));
    }

    [Fact]   // chain-format, Best chain: transactions of undone blocks return, and rule 6 holds on the new branch
    public async Task After_a_reorganisation_a_block_of_what_is_chosen_is_valid_on_the_new_tip()
    {
        var fork = _cluster.Branch.ForkAt(20);
        var undone = _cluster.Pay(1, fee: 100);
        var (onBoth, rival) = (_cluster.Pay(2), _cluster.Pay(3, fee: 1));
        var undoneChild = _cluster.Miner.Pay(undone, 7000);
        await _cluster.Append(_cluster.Branch.Mine(1, undone, onBoth).Mine(1, undoneChild, rival), 21);
        var grandchild = _cluster.Miner.Pay(undoneChild, 9000);
        await _cluster.Submit(grandchild);

        await _cluster.Append(fork.Mine(2, onBoth, _cluster.Pay(3, fee: 2)).Extend(2, nonce: 2), 21);
        var selection = await _cluster.Mempool.SelectForBlock(1_000_000);
        Assert.Equal((fork.Tip, 16_100ul), (selection.Tip, selection.Fees));
        Assert.Equal([undone.Id, undoneChild.Id, grandchild.Id], IdsOf(selection));

        var chosen = selection.Transactions.Split().Select(bytes => Transaction.TryParse(bytes, out var one, out _) ? one : null!);
        await _cluster.Append(fork.Mine(2, [.. chosen]), 24);
        Assert.Equal(fork.Tip, (await _cluster.Mempool.SelectForBlock(1_000_000)).Tip);
        await _cluster.AwaitHeld();
    }

    private static Hash256[] IdsOf(BlockSelection selection) =>
        [.. selection.Transactions.Split().Select(bytes => Transaction.TryParse(bytes, out var one, out _) ? one.Id : default)];
}
