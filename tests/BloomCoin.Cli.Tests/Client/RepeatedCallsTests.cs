using System.Reflection;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Events;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using Orleans.Runtime;

namespace BloomCoin.Cli.Tests.Client;

/// <summary>Which calls are made again when a silo that dies takes them with it, through a real silo and back.</summary>
[Collection(TestSilo.Alone)]
public sealed class RepeatedCallsTests
{
    private readonly FakeNode _node = new(TestChain.Build(1));

    [Fact]
    public async Task Every_call_that_is_lost_is_made_again_unless_its_second_answer_would_be_another()
    {
        await using var silo = await TestSilo.Start(_node);
        await using var connection = await silo.Connect();
        var node = connection.Node;
        _node.Events.Add(new AddressUnbanned("203.0.113.7"));
        var transaction = TestBlocks.Spend(TestBlocks.Somewhere(1), 1, TestBlocks.Bob);
        Func<Task>[] calls =
        [
            () => node.Chain.GetIdentity(), () => node.Chain.GetTip(), () => node.Chain.GetHeaders(0, 1),
            () => node.Chain.Append(BlockBatch.Empty), () => node.Chain.GetBlocks([_node.Best[0]], 1),
            () => node.Chain.FindBlock(_node.Best[0]), () => node.Chain.GetBlockAt(0), () => node.Chain.FindBlockOf(transaction.Id),
            () => node.Ledger.GetBalance(TestBlocks.Bob), () => node.Ledger.GetUnspent(TestBlocks.Bob, null, 1), () => node.Ledger.GetSupply(),
            () => node.Transactions.Submit(TransactionBatch.Of([transaction.Bytes])),
            () => node.Mempool.List(1), () => node.Mempool.Find([transaction.Id], 1),
            () => node.Phases.GetRound(), () => node.Miners.GetState(0), () => node.Sync.GetStatus(), () => node.Addresses.List(0, 1),
            () => node.Peers.List(PeerOrder.Age, false, 1), () => node.Silos.ListGateways(), () => node.Reputation.GetBans(0, 1),
            () => node.Reputation.Ban("203.0.113.7", TimeSpan.FromHours(1), "loud"),
            () => node.Events.GetPosition(), () => node.Events.Read(default(EventPosition)).FirstAsync().AsTask(),
        ];
        Func<Task>[] once =
        [
            () => node.Peers.Connect("203.0.113.7", 8333), () => node.Peers.Disconnect("203.0.113.7"),
            () => node.Reputation.Unban("203.0.113.7"),
        ];
        const int OfOrleans = 1;   // Silos.List asks Orleans' own grain
        Assert.Equal(Parts().Sum(part => part.GetMethods().Length), calls.Length + once.Length + OfOrleans);   // none is forgotten

        foreach (var call in calls)
        {
            _node.Failures.Enqueue(new SiloUnavailableException("gone"));
            var before = _node.Calls;
            await call();
            Assert.InRange(_node.Calls - before, 2, 3);
            Assert.Empty(_node.Failures);
        }

        foreach (var call in once)
        {
            _node.Failures.Enqueue(new SiloUnavailableException("gone"));
            var before = _node.Calls;
            var failure = await Assert.ThrowsAsync<NodeUnreachableException>(call);
            Assert.Equal(("the node did not answer, and may have done it all the same: gone", before + 1), (failure.Message, _node.Calls));
        }
    }

    /// <summary>The parts of the client that ask.</summary>
    private static IEnumerable<Type> Parts() => typeof(IBloomClient).GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Select(part => part.PropertyType);
}
