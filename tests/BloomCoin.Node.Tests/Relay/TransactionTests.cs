using BloomCoin.Abstractions.Mempool;
using BloomCoin.Node.Options;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Relay;

/// <summary>A transaction's way through two nodes, and past a kill.</summary>
public sealed class TransactionTests(PostgreSqlServer server)
{
    [Theory]   // wire-protocol 5: announced, asked for, sent; what was acknowledged survives kill -9
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_transaction_sent_at_one_node_reaches_the_other_and_outlives_a_kill(StorageProvider provider)
    {
        using var firstStore = await NodeStore.Create(provider, server);
        using var secondStore = await NodeStore.Create(provider, server);
        await using var first = await NodeProcess.Start(new NodeSettings(firstStore));
        var (code, line) = await Bloom.Run(first, "import", ReferenceChain.Path);
        Assert.True(code == 0, line);
        await using var second = await NodeProcess.Start(new NodeSettings(secondStore, Connect: first.Ports.GatewayAddress));
        await Bloom.ReachTip(second, ReferenceChain.Tip);

        var parent = ReferenceOwners.Pay(0);
        var child = ReferenceOwners.Pay(parent);
        var foreign = ReferenceOwners.Pay(1);
        await using (var atFirst = await MempoolClient.Connect(first))
        await using (var atSecond = await MempoolClient.Connect(second))
        {
            var sent = TimeProvider.System.GetTimestamp();
            Assert.Equal([SubmitOutcome.Accepted, SubmitOutcome.Accepted], await atFirst.Submit(parent, child));
            await atSecond.Hold(parent, child);
            Report.Line($"at the other node after {TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds:0} ms");
            Assert.Equal([SubmitOutcome.Accepted], await atSecond.Submit(foreign));
            await atFirst.Hold(parent, child, foreign);

            var last = ReferenceOwners.Pay(2);
            Assert.Equal([SubmitOutcome.Accepted], await atFirst.Submit(last));
            await first.Kill();
            await using var again = await NodeProcess.Start(new NodeSettings(firstStore), first.Ports);
            await using var client = await MempoolClient.Connect(again);
            await client.Hold(parent, child, foreign, last);

            // The second node dials again, and hears what it missed.
            await atSecond.Hold(parent, child, foreign, last);
        }
    }
}
