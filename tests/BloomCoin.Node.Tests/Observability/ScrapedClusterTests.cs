using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Cluster;
using BloomCoin.Node.Tests.HostileHour;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.Observability;

/// <summary>A cluster of processes: each silo shows what is its own, and a trace goes from one to the next.</summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class ScrapedClusterTests(PostgreSqlServer server)
{
    [Fact]
    public async Task One_compute_silo_shows_the_tip_and_one_trace_leads_from_the_gateways_socket_to_its_store_and_back()
    {
        await using var collector = await Collector.Start();
        await using var cluster = await SiloCluster.Start(
            await server.CreateDatabase(),
            store => new NodeSettings(store) { More = [$"--Bloom:Telemetry:Otlp={collector.Address}", "--Bloom:Telemetry:Protocol=HttpProtobuf", "--Bloom:Gateway:MaxPeers=0"] },
            gateways: 1);
        using (var sender = await ClusterPeer.Join(1, cluster["gateway-1"].Port))
        using (var observer = await ClusterPeer.Join(2, cluster["gateway-1"].Port))
        {
            await sender.Send(Frames.Around(MessageType.Block, ReferenceChain.Block(1).ToArray()));
            await observer.Hear(ReferenceChain.Hashes[1]);
        }

        var gateway = await Show(cluster["gateway-1"]);
        Assert.True(gateway.Has("bloom_gateway_connections"));
        Assert.DoesNotContain(gateway.OwnFamilies, name => name.StartsWith("bloom_chain_", StringComparison.Ordinal) || name.StartsWith("bloom_sync_", StringComparison.Ordinal));
        var writer = Assert.Single(await Writers(cluster));
        Assert.DoesNotContain((await Show(writer)).OwnFamilies, name => name.StartsWith("bloom_gateway_", StringComparison.Ordinal));

        await Eventually.True("one trace has both ends", () => collector.TracesOf("bloom.block.received")
            .Intersect(collector.TracesOf("bloom.store Chain.Append")).Intersect(collector.TracesOf("bloom.tip.announce")).Any());

        await writer.Node.Kill();
        await Eventually.True("another silo shows the tip", async () =>
        {
            try
            {
                return (await Writers(cluster, except: writer)).Count == 1;
            }
            catch (HttpRequestException)
            {
                return false;   // a silo that does not answer now is asked again
            }
        });
    }

    private static async Task<List<ClusterSilo>> Writers(SiloCluster cluster, ClusterSilo? except = null)
    {
        var writers = new List<ClusterSilo>();
        foreach (var silo in cluster.Silos.Where(silo => silo != except))
        {
            if ((await Show(silo)).Has("bloom_chain_height")) writers.Add(silo);
        }

        return writers;
    }

    private static async Task<Scrape> Show(ClusterSilo silo)
    {
        var scrape = new Scrape();
        scrape.Add(await silo.Node.Metrics());
        return scrape;
    }
}
