using BloomCoin.Client;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BloomCoin.Benchmarks;

/// <summary>The silos of one node, a process each, and a client app of it: one silo on SQLite, or one compute silo and gateways over PostgreSQL.</summary>
internal sealed class BenchSilos : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly IHost _app;

    private BenchSilos(DirectoryInfo folder, IHost app, NodeUnderTest compute, IReadOnlyList<NodeUnderTest> gateways) =>
        (_folder, _app, Compute, Gateways) = (folder, app, compute, gateways);

    /// <summary>The silo whose grains hold the state.</summary>
    public NodeUnderTest Compute { get; }

    /// <summary>The silos that peers connect to: the one silo itself, where there is one.</summary>
    public IReadOnlyList<NodeUnderTest> Gateways { get; }

    public IBloomClient Node => _app.Services.GetRequiredService<IBloomClient>();

    /// <summary>Processor time that all of them have used.</summary>
    public TimeSpan Cpu => All.Aggregate(TimeSpan.Zero, (sum, silo) => sum + silo.Cpu);

    private IEnumerable<NodeUnderTest> All => Gateways.Append(Compute).Distinct();

    /// <summary>Starts them, and waits until they are ready. They look for no peers and owe no limit to bandwidth.</summary>
    /// <param name="server">Where the database is made; null for one silo on SQLite.</param>
    /// <param name="gateways">How many; one silo is its own.</param>
    /// <param name="arguments">What more each is told.</param>
    public static async Task<BenchSilos> Start(PostgreSqlServer? server, int gateways, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("bloom-bench-");
        arguments = [$"--Bloom:DataDirectory={folder.FullName}", "--Bloom:Gateway:MaxPeers=0", "--Bloom:Gateway:BandwidthLimit=0", .. arguments];
        if (server is null)
        {
            var node = await NodeUnderTest.Ready(arguments);
            return new BenchSilos(folder, await node.Client(), node, [node]);
        }

        arguments = ["--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={await server.CreateDatabase()}", .. arguments];
        var compute = await NodeUnderTest.Ready([.. arguments, "--Bloom:Roles=Compute"]);
        var others = new List<NodeUnderTest>();
        while (others.Count < gateways) others.Add(await NodeUnderTest.Ready([.. arguments, "--Bloom:Roles=Gateway"]));
        return new BenchSilos(folder, await compute.Client(), compute, others);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        _app.Dispose();
        foreach (var silo in All) silo.Dispose();
        _folder.Delete(recursive: true);
    }
}
