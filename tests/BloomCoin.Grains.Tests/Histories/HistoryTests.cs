using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Storage;
using BloomCoin.Testing;
using CsCheck;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace BloomCoin.Grains.Tests.Histories;

/// <summary>chain-format: whatever arrives in whatever order, a node ends on the best valid chain with that chain's outputs.</summary>
public sealed class HistoryTests(PostgreSqlServer server)
{
    private const long SqliteCases = 1000, PostgreSqlCases = 60;

    private readonly HistoryCounts _counts = new();

    [Fact]
    public async Task Any_history_ends_at_the_tip_and_the_outputs_of_a_simple_model_on_SQLite()
    {
        var root = StoreFolder.Create("bloom-histories-");
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

    private void Report(long cases)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{cases} histories: {_counts}");
        _counts.CheckWorth(cases);
    }

    private static string Print(HistoryPlan plan) => JsonSerializer.Serialize(plan);

    private async Task Check(HistoryPlan plan, ChainStorage storage)
    {
        var tree = HistoryTree.Build(plan);
        var run = new HistoryRun(storage, _counts);
        await run.Go(plan, tree);

        var model = run.Model;
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
}
