using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>Two nodes that mine and share their phases; what the first has shown by the time that it has shown all that the page names.</summary>
public sealed class ScrapedNode : IAsyncLifetime
{
    private readonly NodeStore _store = NodeStore.Sqlite(), _otherStore = NodeStore.Sqlite();
    private NodeProcess _node = null!, _other = null!;

    internal Scrape Seen { get; } = new();

    /// <summary>Where its peers connect to.</summary>
    internal int Port => _node.Ports.Gateway;

    public async ValueTask InitializeAsync()
    {
        string[] more = ["--Bloom:Gossip:Interval=00:00:00.500"];
        _node = await NodeProcess.Start(new NodeSettings(_store, Network: "devnet", RoundsPerSecond: 50) { More = more });
        _other = await NodeProcess.Start(new NodeSettings(_otherStore, Network: "devnet", Connect: _node.Ports.GatewayAddress, RoundsPerSecond: 50) { More = more });

        // A merge is held for a height once its phases have come, and is gone with the next block: what is shown now and then counts as shown.
        var awaited = MetricsPage.Rows.Keys.ToHashSet(StringComparer.Ordinal);
        await Eventually.True("the node shows all that the page names", async () =>
        {
            await Look();
            return awaited.IsSubsetOf(Seen.OwnFamilies);
        }).ContinueWith(_ => { }, TaskScheduler.Default);   // what is missing is for the tests to say
    }

    internal async Task Look() => Seen.Add(await _node.Metrics());

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _node.DisposeAsync();
        _otherStore.Dispose();
        _store.Dispose();
    }
}
