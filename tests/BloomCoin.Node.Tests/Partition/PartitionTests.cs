using System.Net;
using BloomCoin.Chain;
using BloomCoin.Client.Connection;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Cluster;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Storage;
using Npgsql;

namespace BloomCoin.Node.Tests.Partition;

/// <summary>
/// p2p-anchors, scenario 25, on hosts of their own: the network fails between the silos of a cluster that mines, and every socket stays
/// open. The database is the judge: there is one tip, whoever believes to be its writer.
/// </summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class PartitionTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private NetworkLab? _lab;
    private PostgreSqlServer? _server;

    [Fact]
    public async Task A_cluster_that_is_parted_keeps_one_tip_and_is_whole_again_when_it_heals()
    {
        if (NetworkLab.Missing is { } missing) Assert.Skip(missing);
        var told = 0;
        var lab = _lab = NetworkLab.Create();
        var db = lab.Add();
        _server = PostgreSqlServer.On(db.Address, db.Under);
        var database = await _server.CreateDatabase();
        using var key = PrivateKey.Generate();
        string[] names = ["compute-1", "compute-2", "gateway-1", "gateway-2"];
        var hosts = names.ToDictionary(name => name, _ => lab.Add());
        await using (var cluster = await SiloCluster.Start(database, names.Select(name => Silo(name, database, hosts[name], key.Address))))
        await using (var connection = await Bloom.Connect(cluster["gateway-2"].Node))   // which is always on this machine's side
        {
            var tips = new SeenTips(connection.Node);
            await Grows("mining begins", tips);

            lab.Part(hosts["compute-1"]);
            await Grows("a compute silo is cut off", tips);
            await Heal("a compute silo is back", lab, cluster, tips);

            lab.Part(db, hosts["compute-2"]);
            await NotReady(cluster["gateway-1"]);
            Assert.Equal(HttpStatusCode.OK, await cluster["gateway-1"].Node.Health("live"));
            await Heal("the database and a compute silo are back", lab, cluster, tips);

            lab.Part(hosts["gateway-1"]);
            await Grows("a gateway is cut off", tips);
            await Heal("a gateway is back", lab, cluster, tips);

            await tips.AreThere();
            told = tips.Count;
        }

        await using var storage = await ChainStorage.OpenPostgreSql(database);
        var blocks = await StoreCheck.HoldsOneChain(storage);
        Report.Line($"{blocks.Count} blocks, {told} tips seen");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _lab?.Dispose();
    }

    private static ClusterSilo Silo(string name, string database, LabHost host, Hash256 miner) => new(
        name,
        database,
        store => new NodeSettings(store, Network: "devnet", RoundsPerSecond: 100) { Under = host.Under, More = [$"--Bloom:Mining:Address={miner}", "--Bloom:Gateway:MaxPeers=0"] },
        new NodePorts(8333, 8080, 11111, 30000) { Address = host.Address });

    /// <summary>Waits until there are two blocks more: one may have been on its way.</summary>
    private static async Task Grows(string when, SeenTips tips)
    {
        var start = TimeProvider.System.GetTimestamp();
        var height = -1;
        await Eventually.True($"the chain grows when {when}", async () =>
        {
            if (await Height(tips) is not { } now) return false;
            if (height < 0) height = now;
            return now >= height + 2;
        }, Patience);
        Report.Line($"{when}: two blocks more after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
    }

    /// <summary>A silo that was declared dead ends when it learns of it; who supervises it starts it again.</summary>
    private static async Task Heal(string when, NetworkLab lab, SiloCluster cluster, SeenTips tips)
    {
        var start = TimeProvider.System.GetTimestamp();
        var restarted = new List<string>();
        lab.Heal();
        await Eventually.True($"all are ready when {when}", async () =>
        {
            foreach (var silo in cluster.Silos.Where(silo => silo.Node.Process.HasExited))
            {
                restarted.Add(silo.Name);
                await silo.Start();
            }

            return await LiveSilos(cluster.Database) == cluster.Silos.Count && await cluster.AllAnswer("ready", HttpStatusCode.OK);
        }, Patience);
        Report.Line($"{when}: all are ready after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s; ended and started again: {string.Join(", ", restarted)}");
        await Grows(when, tips);
    }

    /// <summary>Silos that the membership table has as active: not one that does not know yet that it was declared dead.</summary>
    private static async Task<int> LiveSilos(string database)
    {
        const int Active = 3;
        await using var source = NpgsqlDataSource.Create(database);
        await using var query = source.CreateCommand("SELECT count(*) FROM OrleansMembershipTable WHERE status = $1");
        query.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Active });
        return (int)(long)(await query.ExecuteScalarAsync())!;
    }

    private static Task NotReady(ClusterSilo silo) => Eventually.True(
        $"{silo.Name} is not ready", async () => await silo.Node.Health("ready") is HttpStatusCode.ServiceUnavailable, Patience);

    private static async Task<int?> Height(SeenTips tips)
    {
        try
        {
            return await tips.Height().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception exception) when (exception is NodeUnreachableException or TimeoutException)
        {
            return null;
        }
    }
}
