using BloomCoin.Abstractions.Events;
using BloomCoin.Client;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Cluster;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Partition;

/// <summary>A gateway that an application calls over is cut off, on hosts of their own: no socket is closed, and nothing comes any more.</summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class SilentGatewayTests : IAsyncDisposable
{
    /// <summary>Miners that are asked: grains whose calls are spread over both gateways.</summary>
    private const int Asked = 20;

    /// <summary>An answer that does not come (10 s), and a connection to who does not answer (2.5 s), and a busy machine.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(25), Usual = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromMinutes(2);

    private NetworkLab? _lab;
    private PostgreSqlServer? _server;

    [Fact]
    public async Task A_gateway_that_falls_silent_costs_a_call_one_wait_and_the_next_goes_over_another()
    {
        if (NetworkLab.Missing is { } missing) Assert.Skip(missing);
        var lab = _lab = NetworkLab.Create();
        var db = lab.Add();
        _server = PostgreSqlServer.On(db.Address, db.Under);
        var database = await _server.CreateDatabase();
        using var key = PrivateKey.Generate();
        string[] names = ["compute-1", "gateway-1", "gateway-2"];
        var hosts = names.ToDictionary(name => name, _ => lab.Add());
        await using var cluster = await SiloCluster.Start(database, names.Select(name => new ClusterSilo(
            name,
            database,
            store => new NodeSettings(store, Network: "devnet", RoundsPerSecond: 100)
            {
                Under = hosts[name].Under,
                More = [$"--Bloom:Mining:Address={key.Address}", "--Bloom:Gateway:MaxPeers=0"],
            },
            new NodePorts(8333, 8080, 11111, 30000) { Address = hosts[name].Address })));
        await using var connection = await Bloom.Connect(cluster["gateway-1"].Node, cluster["gateway-2"].Node);
        var tips = 0;
        using var stop = new CancellationTokenSource();
        var following = Follow(connection.Node, () => Interlocked.Increment(ref tips), stop.Token);
        await Slowest("both gateways are there", connection.Node, Patience);
        await Slowest("they are there still", connection.Node, Usual);

        lab.Part(hosts["gateway-1"]);
        await Slowest("one has fallen silent", connection.Node, Noticed);
        await Slowest("and is called over no more", connection.Node, Usual);
        var heard = Volatile.Read(ref tips);
        await Eventually.True("events are heard again", () => Volatile.Read(ref tips) > heard + 1, Patience);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _lab?.Dispose();
    }

    private static async Task Follow(IBloomClient node, Action tip, CancellationToken stop)
    {
        await foreach (var what in node.Events.Read(null, stop))
        {
            if (what is TipMoved) tip();
        }
    }

    /// <summary>Asks all grains at once, and waits for the last of the answers.</summary>
    private static async Task Slowest(string when, IBloomClient node, TimeSpan limit)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Asked).Select(number => node.Miners.GetState(number)));
        var slowest = TimeProvider.System.GetElapsedTime(start);
        Report.Line($"{when}: the slowest of {Asked} answers came after {slowest.TotalSeconds:0.00} s");
        Assert.InRange(slowest, TimeSpan.Zero, limit);
    }
}
