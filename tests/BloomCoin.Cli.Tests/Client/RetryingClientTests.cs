using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Orleans.Runtime;

namespace BloomCoin.Cli.Tests.Client;

public sealed class RetryingClientTests
{
    private static readonly byte[][] Chain = TestChain.Build(10);

    private readonly FakeNode _node = new(Chain[..1]);
    private readonly SkippingTime _time = new();

    [Fact]
    public async Task A_call_that_a_dying_silo_loses_is_made_again()
    {
        _node.Failures.Enqueue(new SiloUnavailableException("gone"));
        _node.Failures.Enqueue(new TimeoutException("late"));
        var report = await new RetryingClient(_node, _time).Append(new BlockBatch(TestChain.File(Chain)), CancellationToken.None);
        Assert.Equal(10, report.Accepted);
        Assert.Equal(3, _node.Calls);
    }

    [Fact]
    public async Task Pauses_double_from_a_quarter_second_to_five_seconds()
    {
        FailTimes(RetryingClient.Attempts - 1);
        await new RetryingClient(_node, _time).GetTip(CancellationToken.None);
        Assert.Equal([0.25, 0.5, 1, 2, 4, 5, 5], _time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task After_the_last_attempt_the_node_is_unreachable_and_the_message_says_why()
    {
        FailTimes(RetryingClient.Attempts);
        var failure = await Assert.ThrowsAsync<NodeUnreachableException>(() => new RetryingClient(_node, _time).GetTip(CancellationToken.None));
        Assert.Contains("gone", failure.Message, StringComparison.Ordinal);
        Assert.Equal(RetryingClient.Attempts, _node.Calls);
    }

    [Fact]
    public async Task A_failure_of_the_node_itself_is_not_repeated()
    {
        _node.Failures.Enqueue(new InvalidOperationException("the store is lost"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new RetryingClient(_node, _time).GetTip(CancellationToken.None));
        Assert.Equal(1, _node.Calls);
    }

    [Fact]
    public async Task Every_call_that_is_lost_is_made_again_unless_its_second_answer_would_be_another()
    {
        var client = new RetryingClient(_node, _time);
        var (none, transaction) = (CancellationToken.None, TestBlocks.Spend(TestBlocks.Somewhere(1), 1, TestBlocks.Bob));
        Func<Task>[] calls =
        [
            () => client.GetIdentity(none), () => client.GetTip(none), () => client.GetHeaders(0, 1, none),
            () => client.Append(BlockBatch.Empty, none), () => client.GetBlocks([_node.Best[0]], 1, none),
            () => client.FindBlock(_node.Best[0], none), () => client.GetBlockAt(0, none), () => client.GetBalance(TestBlocks.Bob, none),
            () => client.GetUnspent(TestBlocks.Bob, null, 1, none), () => client.GetSupply(none), () => client.GetMempool(1, none),
            () => client.Submit(TransactionBatch.Of([transaction.Bytes]), none),
            () => client.FindTransactions([transaction.Id], 1, none),
            () => client.GetPhases(1, none), () => client.GetMiner(0, none), () => client.GetSyncStatus(none),
            () => client.GetAddresses(0, 1, none), () => client.GetPeers(PeerOrder.Age, false, 1, none), () => client.GetBans(0, 1, none),
            () => client.Ban("203.0.113.7", TimeSpan.FromHours(1), "loud", none),
        ];
        Func<Task>[] once =
        [
            () => client.Connect("203.0.113.7", 8333, none), () => client.Disconnect("203.0.113.7", none), () => client.Unban("203.0.113.7", none),
        ];
        Assert.Equal(typeof(IBloomClient).GetMethods().Length, calls.Length + once.Length);   // none is forgotten
        foreach (var call in calls)
        {
            FailTimes(1);
            var before = _node.Calls;
            await call();
            Assert.Equal(before + 2, _node.Calls);
        }

        foreach (var call in once)
        {
            FailTimes(1);
            var before = _node.Calls;
            var failure = await Assert.ThrowsAsync<NodeUnreachableException>(call);
            Assert.Equal(("the node did not answer, and may have done it all the same: gone", before + 1), (failure.Message, _node.Calls));
        }
    }

    private void FailTimes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _node.Failures.Enqueue(new SiloUnavailableException("gone"));
        }
    }
}
