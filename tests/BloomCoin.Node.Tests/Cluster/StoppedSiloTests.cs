using System.Net;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.HostileHour;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Testing;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>A rolling upgrade, silo by silo: SIGTERM, gone, started again. A peer of a gateway that stays notices nothing.</summary>
public sealed class StoppedSiloTests(PostgreSqlServer server)
{
    /// <summary>The slowest answer on a machine that tests share; the true figure is printed.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_peer_is_answered_while_the_other_silos_are_replaced_one_by_one()
    {
        await using var cluster = await SiloCluster.Start(await server.CreateDatabase(), store => new NodeSettings(store)
        {
            More = ["--Bloom:Gateway:Diversity:ExemptLoopback=false", "--Bloom:Gateway:MaxPeers=0"],
        });
        await using (var connection = await cluster.Connect()) await Bloom.Import(connection.Node, ReferenceChain.File);

        using var over = new CancellationTokenSource();
        var peers = Enumerable.Range(1, 4).Select(network => new HonestPeer(new IPAddress([127, (byte)network, 0, 1]))).ToList();
        var running = peers.ConvertAll(peer => peer.Run(cluster["gateway-2"].Port, over.Token));
        await Eventually.True("all are served", () => peers.All(peer => peer.Answers > 0));
        foreach (var name in new[] { "gateway-1", "compute-1", "compute-2" })
        {
            var start = TimeProvider.System.GetTimestamp();
            await cluster[name].Node.Process.Terminate();
            Assert.Equal(0, await cluster[name].Node.Process.Exit());
            Report.Line($"{name} was gone {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} s after SIGTERM");
            await cluster[name].Start();
            var answers = peers.Sum(peer => peer.Answers);
            await Eventually.True("all go on", () => peers.Sum(peer => peer.Answers) >= answers + peers.Count || peers.Exists(peer => peer.Trouble is not null));
        }

        foreach (var peer in peers) Assert.True(peer.Trouble is null, $"{peer.Address}: {peer.Trouble}");
        await over.CancelAsync();
        await Task.WhenAll(running);
        var slowest = peers.SelectMany(peer => peer.Slowest).GroupBy(answer => answer.Key, answer => answer.Value).ToDictionary(type => type.Key, type => type.Max());
        Report.Line($"{peers.Sum(peer => peer.Answers)} answers; slowest {string.Join(", ", slowest.Select(type => $"{type.Key} {type.Value.TotalMilliseconds:0} ms"))}");
        Assert.All(slowest.Values, took => Assert.InRange(took, TimeSpan.Zero, Slowest));
    }
}
