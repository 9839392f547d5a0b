using System.Globalization;
using System.Net;
using System.Text.Json;
using BloomCoin.Deploy.Tests.Image;
using BloomCoin.Deploy.Tests.Kubernetes;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;
using BloomCoin.Testing.Peers;
using BloomCoin.Testing.Processes;
using k8s.Models;
using Npgsql;

namespace BloomCoin.Deploy.Tests.Rehearsal;

/// <summary>
/// The local overlay without Kubernetes: the image's own files, each pod's processes on a host of its own with the environment that the
/// rendered manifests give it, and a PostgreSQL where they expect one. What Kubernetes decides by itself (where pods run, when) is the test's to say.
/// </summary>
public sealed class RehearsalTests(Published published) : IAsyncDisposable
{
    private const int MostGateways = 3;
    private const int LoadAtFirstGateway = 4;

    private readonly List<RehearsedPod> _pods = [];
    private NetworkLab? _lab;
    private PostgreSqlServer? _database;
    private string? _connectionString;

    [Fact]
    public async Task Gateways_are_scaled_from_one_to_three_and_back_and_no_peer_of_the_first_notices()
    {
        if (NetworkLab.Missing is { } missing) Assert.Skip(missing);
        var app = await published.Folder;
        var manifests = Overlay.Local.Manifests;
        var lab = _lab = NetworkLab.Create("10.78.0");
        var (compute, gateway) = (manifests.WorkloadNamed("compute"), manifests.WorkloadNamed("gateway"));
        var (writers, gateways) = (Hosts(compute, compute.Replicas!.Value), Hosts(gateway, MostGateways));
        await StartDatabase(manifests);

        await Task.WhenAll(writers.Append(gateways[0]).Select(pod => pod.Start(app)));
        var load = await Task.WhenAll(Enumerable.Range(0, LoadAtFirstGateway).Select(_ => Load(gateways[0])));
        var height = await Height(gateways[0]);

        await Timed("three gateways are ready", () => Task.WhenAll(gateways.Skip(1).Select(pod => pod.Start(app))));
        var newcomers = await Task.WhenAll(gateways.Skip(1).Select(pod => Peer(pod)));
        foreach (var peer in newcomers) await peer.Ping();
        await TellDatabaseConnections();

        await Timed("two gateways have ended", () => Task.WhenAll(gateways.Skip(1).Select(pod => pod.End())));
        await Task.WhenAll(newcomers.Select(peer => peer.Ended.WaitAsync(Eventually.Limit, TimeProvider.System)));

        // Who was sent away dials the same address again, and is sent to a pod that is there.
        await using (var again = await Peer(gateways[0])) await again.Ping();
        await Eventually.True("the chain goes on", async () => await Height(gateways[0]) >= height + 2);
        foreach (var witness in load) await witness.DisposeAsync();   // which judges that each answer came in time
        foreach (var peer in newcomers) await peer.DisposeAsync();
        Report.Line($"{load.Sum(witness => witness.Answers)} questions of the first gateway's peers were answered, the slowest after {load.Max(witness => witness.Slowest).TotalMilliseconds:0} ms");

        List<RehearsedPod> Hosts(Workload workload, int count)
        {
            var pods = Enumerable.Range(1, count).Select(number => new RehearsedPod(manifests, workload, $"{workload.Name}-{number}", lab.Add())).ToList();
            _pods.AddRange(pods);
            return pods;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods) await pod.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        _lab?.Dispose();
    }

    /// <summary>At the name, the port and with the login that the connection string in the rendered Secret says.</summary>
    private async Task StartDatabase(Manifests manifests)
    {
        var host = _lab!.Add();
        var service = manifests.Single<V1Service>("postgres");
        _lab.Name(service.Metadata.Name, host.Address);
        _database = PostgreSqlServer.On(host.Address, host.Under, service.Spec.Ports.Single().Port);
        var environment = new PodEnvironment(manifests, "any", host.Address);
        var wanted = environment.Variables(manifests.WorkloadNamed("compute").Silo)["Bloom__Storage__ConnectionString"];
        await _database.Make(wanted);
        _connectionString = new NpgsqlConnectionStringBuilder(wanted) { Host = host.Address }.ToString();
    }

    /// <summary>How many connections each silo has to the database: what a server's limit is divided by.</summary>
    private async Task TellDatabaseConnections()
    {
        await using var source = NpgsqlDataSource.Create(_connectionString!);
        await using var query = source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE client_addr = $1");
        query.Parameters.Add(new NpgsqlParameter<IPAddress>());
        foreach (var pod in _pods)
        {
            query.Parameters[0].Value = pod.Address;
            Report.Line($"{pod.Name} has {await query.ExecuteScalarAsync()} connections to the database");
        }
    }

    private async Task<ChainPeer> Peer(RehearsedPod pod) => await ChainPeer.Connect(
        new PeerScript(IPAddress.Parse(_lab!.AddAddress()), new ServedChain()) { Node = pod.Address, Magic = NetworkMagic.Devnet, Services = NodeServices.None, Claims = 0 },
        port: 8333);

    /// <summary>A peer that asks as often as it may, and notices when an answer is late or missing.</summary>
    private async Task<HonestWitness> Load(RehearsedPod pod)
    {
        var peer = await Peer(pod);
        return new HonestWitness(() => Task.WhenAll(peer.Ping(), peer.AskHeaders(0, 50)), peer);
    }

    private static async Task<int> Height(RehearsedPod pod)
    {
        var (code, line) = await pod.Exec("bloom/bloom", "tip", "--json");
        Assert.True(code == 0, line);
        return JsonDocument.Parse(line).RootElement.GetProperty("height").GetInt32();
    }

    private static async Task Timed(string what, Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action();
        Report.Line(string.Create(CultureInfo.InvariantCulture, $"{what} after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }
}
