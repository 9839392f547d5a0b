using System.Collections.Concurrent;
using BloomCoin.Abstractions.Events;
using BloomCoin.Cli;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Cluster;
using BloomCoin.Node.Tests.Processes;
using Microsoft.Extensions.Configuration;

namespace BloomCoin.Node.Tests.Client;

/// <summary>An application at a cluster of processes that mines: it knows the database, and no silo.</summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class FollowingTests(PostgreSqlServer server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_application_finds_the_silos_in_the_database_and_follows_while_every_one_of_them_is_replaced()
    {
        using var key = PrivateKey.Generate();
        var database = await server.CreateDatabase();
        Func<NodeStore, NodeSettings> settings = store => new NodeSettings(store, Network: "devnet", RoundsPerSecond: 100)
        {
            More = [$"--Bloom:Mining:Address={key.Address}", "--Bloom:Gateway:MaxPeers=0"],
        };
        await using var cluster = await SiloCluster.Start(database, settings);
        await TheSampleFollowsThroughTheGateways(cluster);

        await using var login = await ReadingLogin.Create(database);
        await using var connection = await Connect(login.ConnectionString);
        using var stop = new CancellationTokenSource();
        var seen = new Seen();
        var following = seen.Follow(connection.Node, stop.Token);
        await seen.Grows("it begins");

        foreach (var name in new[] { "compute-1", "compute-2" })
        {
            await cluster[name].Node.Kill();
            await seen.Grows($"{name} is killed");
            await cluster[name].Start();
        }

        Assert.NotEmpty(seen.Events.OfType<EventsMissed>());   // the log was on one of them

        // Then silos of which the application has never heard, in place of all that it knows.
        await using var compute = new ClusterSilo("compute-3", database, settings);
        await using var gateway = new ClusterSilo("gateway-3", database, settings);
        await Task.WhenAll(compute.Start(), gateway.Start());
        foreach (var silo in cluster.Silos) await silo.Node.Kill();
        await seen.Grows("all silos are others");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        seen.AreInOrder();
    }

    private static async Task TheSampleFollowsThroughTheGateways(SiloCluster cluster)
    {
        await using var sample = Sample.Launch([cluster["gateway-1"].Node, cluster["gateway-2"].Node], "--blocks=2");
        Assert.Equal(0, await sample.Exit(Patience));
        Assert.True(sample.Says("transactions"), sample.Everything);
    }

    private static Task<INodeConnection> Connect(string database) => new OrleansConnector().Connect(
        new ConfigurationBuilder().AddInMemoryCollection([new("Bloom:Client:ConnectionString", database)]).Build(), CancellationToken.None);

    /// <summary>What the application was told.</summary>
    private sealed class Seen
    {
        private readonly ConcurrentQueue<NodeEvent> _events = [];

        public IReadOnlyCollection<NodeEvent> Events => _events;

        /// <summary>Goes on where it was when the node stays away for longer than the client is patient, as it may on a busy machine.</summary>
        public async Task Follow(IBloomClient node, CancellationToken stop)
        {
            while (true)
            {
                try
                {
                    await foreach (var what in node.Events.Read(_events.LastOrDefault()?.Position, stop)) _events.Enqueue(what);
                }
                catch (NodeUnreachableException exception)
                {
                    Report.Line(exception.Message);
                }
            }
        }

        /// <summary>Waits for two tips more.</summary>
        public async Task Grows(string when)
        {
            var start = TimeProvider.System.GetTimestamp();
            var before = _events.OfType<TipMoved>().Count();
            await Eventually.True($"it hears of two tips more when {when}", () => _events.OfType<TipMoved>().Count() >= before + 2, Patience);
            Report.Line($"{when}: two tips more after {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s");
        }

        /// <summary>Of one life of the log no event is missing or comes twice, and the chain grows.</summary>
        public void AreInOrder()
        {
            foreach (var epoch in _events.GroupBy(what => what.Position.Epoch))
            {
                var numbers = epoch.Select(what => what.Position.Sequence).ToList();
                Assert.Equal(Enumerable.Range(0, numbers.Count).Select(i => numbers[0] + i), numbers);
            }

            var heights = _events.OfType<TipMoved>().Select(tip => tip.Height).ToList();
            Assert.Equal(heights.Order(), heights);
        }
    }
}
