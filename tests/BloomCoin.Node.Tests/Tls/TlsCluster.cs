using System.Net;
using BloomCoin.Cli;
using BloomCoin.Client.Tls;
using BloomCoin.Node.Tests.Processes;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Node.Tests.Tls;

/// <summary>A compute silo and a gateway silo on one database, which speak TLS; the gateway is ready when it has found the other.</summary>
public sealed class TlsCluster(PostgreSqlServer server) : IAsyncLifetime
{
    private readonly List<NodeStore> _stores = [];

    internal TestAuthority Authority { get; } = new("cluster CA");

    internal TestAuthority OtherAuthority { get; } = new("another CA");

    internal NodeProcess Compute { get; private set; } = null!;

    internal NodeProcess Gateway { get; private set; } = null!;

    private string Database { get; set; } = "";

    public async ValueTask InitializeAsync()
    {
        Database = await server.CreateDatabase();
        // One of them through an intermediate: what leads to the CA is sent along.
        var silos = await Task.WhenAll(
            NodeProcess.Start(Silo("Compute", Authority.Issue("compute", isThroughIntermediate: true))),
            NodeProcess.Start(Silo("Gateway", Authority.Issue("gateway"))));
        (Compute, Gateway) = (silos[0], silos[1]);
    }

    /// <summary>The settings of a silo on the cluster's database.</summary>
    internal NodeSettings Silo(string role, TlsFiles files)
    {
        var store = NodeStore.PostgreSql(Database);
        _stores.Add(store);
        return new NodeSettings(store) { More = [$"--Bloom:Roles={role}", .. Keys("Bloom:Cluster:Tls", files).Select(entry => $"--{entry.Key}={entry.Value}")] };
    }

    /// <summary>Connects as <c>bloom</c> does, with two seconds to succeed in: on a busy machine the first attempt may be too slow.</summary>
    internal Task<INodeConnection> Connect(TlsFiles? files) => new OrleansConnector().Connect(
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Bloom:Client:Gateways:0", Gateway.Ports.ClientAddress),
            new("Bloom:Client:ConnectTimeout", "00:00:02"),
            .. Keys("Bloom:Client:Tls", files).Select(entry => KeyValuePair.Create<string, string?>(entry.Key, entry.Value)),
        ]).Build(),
        CancellationToken.None);

    /// <summary>Both silos are ready: each of them asks the chain's grain, which the compute silo has.</summary>
    internal async Task GoesOn()
    {
        foreach (var silo in new[] { Compute, Gateway })
        {
            await Eventually.True("the silo is ready", async () => silo.Process.HasExited || await silo.Health("ready") == HttpStatusCode.OK);
            Assert.False(silo.Process.HasExited, silo.Process.Everything);
        }
    }

    internal static IEnumerable<(string Key, string Value)> Keys(string section, TlsFiles? files) => files is null ? [] :
    [
        ($"{section}:Certificate", files.Certificate!),
        ($"{section}:Key", files.Key!),
        ($"{section}:Authority", files.Authority!),
    ];

    public async ValueTask DisposeAsync()
    {
        // The first is missing where the start failed.
        foreach (var silo in new[] { Gateway, Compute }) await (silo?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stores.ForEach(store => store.Dispose());
        Authority.Dispose();
        OtherAuthority.Dispose();
    }
}
