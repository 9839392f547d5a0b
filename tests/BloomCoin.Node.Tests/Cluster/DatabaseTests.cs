using System.Diagnostics;
using System.Net;
using BloomCoin.Client;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Storage;
using Npgsql;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>The database of a cluster that mines crashes under it, and is away for a while. What the store said yes to is there afterwards.</summary>
public sealed class DatabaseTests : IAsyncDisposable
{
    /// <summary>As an operator's: what it acknowledged outlives its crash.</summary>
    private readonly PostgreSqlServer _server = PostgreSqlServer.Durable();

    private const int Crashes = 2;

    private readonly List<string> _banned = [];

    [Fact]   // architecture, One writer; orleans-facts, Testing and failure
    public async Task A_cluster_whose_database_fails_reads_on_says_what_it_cannot_do_and_recovers_by_itself()
    {
        var told = 0;
        using var key = PrivateKey.Generate();
        var direct = await _server.CreateDatabase();
        var database = new NpgsqlConnectionStringBuilder(direct);
        await using var proxy = new CountingProxy(database.Port);
        database.Port = proxy.Port;
        await using (var cluster = await SiloCluster.Start(
            database.ToString(),
            store => new NodeSettings(store, Network: "devnet", RoundsPerSecond: 200) { More = [$"--Bloom:Mining:Address={key.Address}", "--Bloom:Gateway:MaxPeers=0"] },
            compute: 1,
            gateways: 1))
        await using (var connection = await cluster.Connect())
        {
            var node = connection.Node;
            var tips = new SeenTips(node);
            await Grows(tips, "at first");
            for (var crash = 0; crash < Crashes; crash++)
            {
                await Ban(node);
                await Crash(direct);
                await Grows(tips, "after the database crashed");
            }

            await Ban(node);
            await proxy.Cut();
            await Become(cluster, HttpStatusCode.ServiceUnavailable);
            Assert.True(await cluster.AllAnswer("live", HttpStatusCode.OK));
            await ReadsOn(node);
            var (code, line) = await Bloom.Run(cluster["gateway-1"].Node, "ban", "10.66.0.1");
            Report.Line($"a write without the database: {line}");
            Assert.NotEqual(0, code);
            Assert.Contains("database", line, StringComparison.OrdinalIgnoreCase);

            proxy.Mend();
            await Become(cluster, HttpStatusCode.OK);
            await Grows(tips, "after the database was back");
            await tips.AreThere();
            await BansAreThere(node);
            told = tips.Count;
        }

        await using var storage = await ChainStorage.OpenPostgreSql(direct);
        Report.Line($"{(await StoreCheck.HoldsOneChain(storage)).Count} blocks, {told} tips seen, {_banned.Count} bans");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Kills a server process, upon which PostgreSQL ends them all and recovers from its log, as after a crash.</summary>
    private static async Task Crash(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var query = source.CreateCommand("SELECT pg_backend_pid()");
        using var backend = Process.GetProcessById((int)(await query.ExecuteScalarAsync())!);
        backend.Kill();
    }

    private async Task Ban(IBloomClient node)
    {
        var address = $"10.65.0.{_banned.Count + 1}";
        await node.Reputation.Ban(address, TimeSpan.FromHours(1), "a test", CancellationToken.None);
        _banned.Add(address);
    }

    private static async Task Grows(SeenTips tips, string when)
    {
        var start = TimeProvider.System.GetTimestamp();
        var height = await tips.Height();
        await Eventually.True($"the chain grows {when}", async () => await tips.Height() >= height + 2, TimeSpan.FromMinutes(1));
        Report.Line($"{when}: two blocks more after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
    }

    /// <summary>What the grains hold needs no database.</summary>
    private static async Task ReadsOn(IBloomClient node)
    {
        var tip = await node.Chain.GetTip(CancellationToken.None);
        Assert.True(tip.Height > 0);
        Assert.NotNull(await node.Miners.GetState(0, CancellationToken.None));
        Assert.NotEmpty(await node.Reputation.GetBans(0, 10, CancellationToken.None));
    }

    private static Task Become(SiloCluster cluster, HttpStatusCode status) =>
        Eventually.True($"/health/ready is {status} at all silos", () => cluster.AllAnswer("ready", status));

    private async Task BansAreThere(IBloomClient node) => Assert.Equal(
        _banned.Order(StringComparer.Ordinal),
        (await node.Reputation.GetBans(0, 1000, CancellationToken.None)).Select(ban => ban.Address).Order(StringComparer.Ordinal));
}
