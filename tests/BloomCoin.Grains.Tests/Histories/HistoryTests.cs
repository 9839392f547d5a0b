using System.Text.Json;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Storage;
using BloomCoin.Testing;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>chain-format: whatever arrives in whatever order, a node ends on the best valid chain with that chain's outputs.</summary>
public sealed class HistoryTests(PostgreSqlServer server)
{
    private const long SqliteCases = 2000, PostgreSqlCases = 60;

    private readonly Dictionary<RefusalKind, int> _refused = [];
    private int _deliveries, _reorganisations;

    [Fact]
    public async Task Any_history_ends_at_the_tip_and_the_outputs_of_a_simple_model_on_SQLite()
    {
        var root = Directory.CreateTempSubdirectory("bloom-histories-");
        var number = 0;
        await HistoryPlan.Any.SampleAsync(async plan =>
        {
            var directory = root.CreateSubdirectory($"{++number}");
            await using (var storage = await ChainStorage.OpenSqlite(directory.FullName)) await Check(plan, storage);
            directory.Delete(recursive: true);
        }, iter: SqliteCases, threads: 1, print: Print);
        root.Delete(recursive: true);
        Report(SqliteCases);
    }

    [Fact]
    public async Task Any_history_ends_at_the_tip_and_the_outputs_of_a_simple_model_on_PostgreSQL()
    {
        await HistoryPlan.Any.SampleAsync(async plan =>
        {
            await using var storage = await ChainStorage.OpenPostgreSql(await server.CreateDatabase());
            await Check(plan, storage);
        }, iter: PostgreSqlCases, threads: 1, print: Print);
        Report(PostgreSqlCases);
    }

    /// <summary>The cases must be worth something: reorganisations, orphans, and each way to be refused.</summary>
    private void Report(long cases)
    {
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{cases} histories: {_deliveries} deliveries, {_reorganisations} reorganisations, refused: {string.Join(", ", _refused.Select(kind => $"{kind.Key} {kind.Value}"))}");
        Assert.True(_reorganisations > cases / 4);
        Assert.All([RefusalKind.Invalid, RefusalKind.Orphan, RefusalKind.Condemned], kind => Assert.True(_refused.GetValueOrDefault(kind) > cases / 4));
    }

    private static string Print(HistoryPlan plan) => JsonSerializer.Serialize(plan);

    private async Task Check(HistoryPlan plan, ChainStorage storage)
    {
        Assert.True(await storage.Chain.Append(null, BaseChain.Stored));
        var published = ChainWork.Zero;
        var writer = new ChainWriter(storage.Chain, storage.Coins, BaseChain.Parameters, TimeProvider.System, NullLogger.Instance, change =>
        {
            Assert.True(change.Blocks[^1].Work > published);
            published = change.Blocks[^1].Work;
            if (change.From < change.To) _reorganisations++;
            return Task.CompletedTask;
        });
        await writer.Load();

        var tree = HistoryTree.Build(plan);
        var model = new HistoryModel();
        foreach (var block in Order(tree, plan.Deliveries))
        {
            model.Deliver(block);
            var report = await writer.Append(new BlockBatch(Prefixed(block.Block.Bytes.Span)));
            Assert.Equal(model.Tip.Block.Hash, report.Tip.Hash);
            _deliveries++;
            if (report.Refusal is { } refusal) _refused[refusal.Kind] = _refused.GetValueOrDefault(refusal.Kind) + 1;
        }

        Assert.Equal(new ChainTip(model.Tip.Block.Hash, model.Tip.Height, model.Tip.Work), await storage.Chain.ReadTip());
        await CheckOutputs(storage.Coins, model.Tip.Ledger!, tree);
        foreach (var block in tree.Blocks) Assert.Equal(model.Holds(block), await storage.Chain.FindHeader(block.Block.Hash) is not null);
    }

    private static async Task CheckOutputs(ICoinStore store, NaiveLedger ledger, HistoryTree tree)
    {
        var found = await store.ReadCoins([.. ledger.Coins.Keys]);
        Assert.Equal(ledger.Coins.Values, found.Select(coin => coin is { } c
            ? new NaiveCoin(c.Coin.Amount, c.Coin.Address, c.Coin.Height, c.Coin.IsCoinbase, c.SpentHeight)
            : null));
        Assert.Equal(ledger.Coins.Values.Count(coin => coin.SpentAt is null), (await store.ReadSupply()).Outputs);

        var elsewhere = tree.Blocks.SelectMany(block => block.Block.Transactions).Select(transaction => new OutPoint(transaction.Id, 0))
            .Where(output => !ledger.Coins.ContainsKey(output)).ToList();
        Assert.All(await store.ReadCoins(elsewhere), Assert.Null);
    }

    /// <summary>Random deliveries with repetitions, then whatever was left out, the last first.</summary>
    private static IEnumerable<HistoryBlock> Order(HistoryTree tree, int[] deliveries) =>
        deliveries.Select(pick => tree.Blocks[pick % tree.Blocks.Count]).Concat(tree.Blocks.Reverse());

    private static byte[] Prefixed(ReadOnlySpan<byte> block)
    {
        var batch = new BlockBatchBuilder();
        batch.Add(block);
        return batch.Build().Blob;
    }
}
