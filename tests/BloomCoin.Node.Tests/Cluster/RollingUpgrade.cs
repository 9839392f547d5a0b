using System.Net;
using BloomCoin.Node.Tests.HostileHour;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>Silo by silo: SIGTERM, gone, started again. Peers of the gateway that stays are answered all the while.</summary>
internal static class RollingUpgrade
{
    /// <summary>The slowest answer on a machine that tests share; the true figure is printed.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);

    /// <param name="cluster">Its chain is the reference chain, and it tells peers on this machine apart by their addresses.</param>
    public static async Task Run(SiloCluster cluster)
    {
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
            cluster[name].Upgrade();
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
