using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client;

namespace BloomCoin.Cli.Tests.Client;

/// <summary>Every question of the client about coins and transactions, through a real silo and back.</summary>
[Collection(TestSilo.Alone)]
public sealed class LedgerAndMempoolTests
{
    private static readonly Block[] Chain = TestBlocks.Chain(10);

    [Fact]
    public async Task What_the_grains_answer_arrives_as_it_was_said()
    {
        var node = new FakeNode([.. Chain.Select(block => block.Bytes.ToArray())]);
        var coin = node.Own(TestBlocks.Alice, 5, height: 9, isCoinbase: true);
        for (var i = 0; i < 1500; i++) node.Own(TestBlocks.Bob, (ulong)i);
        await using var silo = await TestSilo.Start(node);
        await using var connection = await silo.Connect();
        var client = connection.Node;

        var found = await client.Chain.FindBlock(Chain[4].Hash, default);
        Assert.Equal((Chain[4].Hash, 4, true, 5), (found!.Hash, found.Height, found.OnBestChain, (int)found.Work.Value));
        Assert.Equal(Chain[4].Bytes.ToArray(), found.Bytes);
        Assert.Equal(Chain[4].Hash, (await client.Chain.GetBlockAt(4, default))!.Hash);
        Assert.Null(await client.Chain.GetBlockAt(10, default));
        Assert.Null(await client.Chain.FindBlock(TestBlocks.Alice, default));

        Assert.Equal(new(9, 5, 5, 1), await client.Ledger.GetBalance(TestBlocks.Alice, default));
        Assert.Equal(1501, (await client.Ledger.GetSupply(default)).Outputs);
        Assert.Equal([new(coin, 5, 9, true)], await client.Ledger.GetUnspent(TestBlocks.Alice, null, 10, default));
        Assert.Equal(node.Owned[TestBlocks.Bob], await client.Ledger.ReadUnspent(TestBlocks.Bob).ToListAsync());

        await CheckMempool(client, TestBlocks.Spend(coin, 4, TestBlocks.Bob));
    }

    private static async Task CheckMempool(IBloomClient client, Transaction transaction)
    {
        var batch = TransactionBatch.Of([transaction.Bytes, new byte[3]]);
        var report = await client.Transactions.Submit(batch, default);
        Assert.Equal([SubmitOutcome.Accepted, SubmitOutcome.Invalid], report.Verdicts.Select(verdict => verdict.Outcome));
        Assert.Equal((transaction.Id, 1), (report.Verdicts[0].Txid, report.Verdicts[1].Rule));
        Assert.Equal(SubmitOutcome.AlreadyHeld, (await client.Transactions.Submit(batch, default)).Verdicts[0].Outcome);

        var view = await client.Mempool.List(10, default);
        Assert.Equal((transaction.Id, transaction.Bytes.Length), (view.Transactions[0].Txid, view.Transactions[0].Length));
        var answer = await client.Mempool.Find([transaction.Id], 1, default);
        Assert.Equal(transaction.Bytes.ToArray(), Assert.Single(answer.Found.Split()).ToArray());
    }
}
