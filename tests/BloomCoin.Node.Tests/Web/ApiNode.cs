using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Web;

/// <summary>A node that mines, for the tests of one class that ask it over HTTP.</summary>
public sealed class ApiNode : IAsyncLifetime
{
    /// <summary>Opens what is not for everybody.</summary>
    public const string Token = "a token for this test";

    private readonly NodeStore _store = NodeStore.Sqlite();
    private NodeProcess? _node;

    internal NodeProcess Node => _node!;

    public async ValueTask InitializeAsync() => _node = await NodeProcess.Start(new NodeSettings(_store, Network: "devnet", RoundsPerSecond: 300)
    {
        More = ["--Bloom:Http:RequestsPerSecond=100000", $"--Bloom:Http:DashboardToken={Token}", "--Bloom:Gossip:Interval=00:00:00.500"],
    });

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
        _store.Dispose();
    }
}
