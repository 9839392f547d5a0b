using System.Net;
using BloomCoin.Cli;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>A cluster as an operator runs it: compute silos and gateways, a process each, on one PostgreSQL database.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    /// <summary>The collection of tests with a cluster each: two at once are eight processes and more that start together, too many for two cores.</summary>
    public const string OneAtATime = "clusters of processes";

    private readonly List<ClusterSilo> _silos = [];

    private SiloCluster(string database) => Database = database;

    public string Database { get; }

    public IReadOnlyList<ClusterSilo> Silos => _silos;

    public ClusterSilo this[string name] => _silos.Single(silo => silo.Name == name);

    /// <summary>Starts compute-1, compute-2, .., gateway-1, .. at once, and waits until all are ready.</summary>
    /// <param name="database">A fresh one.</param>
    /// <param name="settings">What all of them get; their store is left aside.</param>
    /// <param name="compute">Silos of that role.</param>
    /// <param name="gateways">Silos of that role.</param>
    public static Task<SiloCluster> Start(string database, Func<NodeStore, NodeSettings> settings, int compute = 2, int gateways = 2) => Start(
        database,
        [
            .. Enumerable.Range(1, compute).Select(number => new ClusterSilo($"compute-{number}", database, settings)),
            .. Enumerable.Range(1, gateways).Select(number => new ClusterSilo($"gateway-{number}", database, settings)),
        ]);

    /// <summary>Starts silos at once, and waits until all are ready.</summary>
    public static async Task<SiloCluster> Start(string database, IEnumerable<ClusterSilo> silos)
    {
        var cluster = new SiloCluster(database);
        cluster._silos.AddRange(silos);
        try
        {
            await Task.WhenAll(cluster._silos.Select(silo => silo.Start()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client app that knows every silo: it goes on while one of them lives.</summary>
    public Task<INodeConnection> Connect() => Bloom.Connect([.. _silos.Select(silo => silo.Node)]);

    /// <summary>Whether every silo answers a check, live or ready, like this.</summary>
    public async Task<bool> AllAnswer(string check, HttpStatusCode status) =>
        (await Task.WhenAll(_silos.Select(silo => silo.Node.Health(check)))).All(answer => answer == status);

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos) await silo.DisposeAsync();
    }
}

/// <summary>One silo, which may be killed and started again at the same ports.</summary>
internal sealed class ClusterSilo : IAsyncDisposable
{
    private readonly NodeStore _store;
    private readonly NodePorts? _ports;
    private NodeSettings _settings;
    private NodeProcess? _node;

    /// <param name="name">compute or gateway, its role, and a number.</param>
    /// <param name="database">The cluster's.</param>
    /// <param name="settings">What it gets beside its role.</param>
    /// <param name="ports">Where it listens; free ones of this machine where there are none.</param>
    public ClusterSilo(string name, string database, Func<NodeStore, NodeSettings> settings, NodePorts? ports = null)
    {
        (Name, _ports) = (name, ports);
        _store = NodeStore.PostgreSql(database);
        var given = settings(_store);
        _settings = given with { More = [$"--Bloom:Roles={(IsGateway ? "Gateway" : "Compute")}", .. given.More] };
    }

    public string Name { get; }

    public bool IsGateway => Name.StartsWith("gateway", StringComparison.Ordinal);

    public NodeProcess Node => _node!;

    /// <summary>Peers' port.</summary>
    public int Port => Node.Ports.Gateway;

    /// <summary>Starts it from now on as this build of the node, whatever it was.</summary>
    public void Upgrade() => _settings = _settings with { Program = new NodeSettings(_store).Program };

    public async Task Start()
    {
        var before = _node;
        _node = await NodeProcess.Start(_settings, before?.Ports ?? _ports);
        if (before is not null) await before.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
        _store.Dispose();
    }
}
