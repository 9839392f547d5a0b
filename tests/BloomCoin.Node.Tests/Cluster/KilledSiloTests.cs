using System.Globalization;
using System.Net.Sockets;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Client.Connection;
using BloomCoin.Keys;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Crash;
using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Node.Tests.Verbs;
using BloomCoin.Protocol.Frames;
using BloomCoin.Storage;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>
/// p2p-anchors, scenario 25, on processes: silos of each kind are killed while the cluster mines, gossips and syncs with another node.
/// BLOOM_KILL_ROUNDS says how often, twice by default; each round kills another one and starts it again.
/// </summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class KilledSiloTests(PostgreSqlServer server)
{
    private static readonly string[] Order = ["compute-1", "gateway-1", "compute-2", "gateway-2"];

    private static readonly int Rounds = KillRounds.Or(2);

    private static readonly TimeSpan BanLength = TimeSpan.FromHours(1);

    private readonly List<Hash256> _paid = [];
    private readonly List<string> _banned = [];

    [Fact]
    public async Task Nothing_acknowledged_is_lost_whatever_silo_dies()
    {
        var told = 0;
        var database = await server.CreateDatabase();
        using var key = PrivateKey.Generate();
        using var ownStore = NodeStore.Sqlite();
        var keyFile = Path.Combine(ownStore.Directory, "cluster.key");
        KeyFile.Create(keyFile, key);
        await using (var cluster = await SiloCluster.Start(database, store => new NodeSettings(store, Network: "devnet", RoundsPerSecond: 200)
        {
            More = [$"--Bloom:Mining:Address={key.Address}", "--Bloom:Gossip:Interval=00:00:01", "--Bloom:Gateway:MaxPeers=0"],
        }))
        await using (var peer = await NodeProcess.Start(new NodeSettings(ownStore, Network: "devnet", RoundsPerSecond: 100)
        {
            More =
            [
                "--Bloom:Gossip:Interval=00:00:01", "--Bloom:Gateway:MaxPeers=0",
                $"--Bloom:Gateway:Connect:0=127.0.0.1:{cluster["gateway-1"].Port}", $"--Bloom:Gateway:Connect:1=127.0.0.1:{cluster["gateway-2"].Port}",
            ],
        }))
        await using (var connection = await cluster.Connect())
        {
            var node = connection.Node;
            var tips = new SeenTips(node);
            await Eventually.True("there is something to spend", async () => await tips.Height() > 10, TimeSpan.FromMinutes(2));
            var back = new List<(string Silo, TimeSpan Answer, TimeSpan Peers, TimeSpan Block)>();
            for (var round = 0; round < Rounds; round++)
            {
                var silo = cluster[Order[round % Order.Length]];
                await Acknowledge(cluster, node, keyFile, round);
                await tips.Height();
                await silo.Node.Kill();
                back.Add(await ServiceIsBack(cluster, tips, silo));
                await silo.Start();
            }

            Tell(back);
            await Agree(node, peer);
            await tips.AreThere();
            await AllIsThere(node);
            told = tips.Count;
        }

        await using var storage = await ChainStorage.OpenPostgreSql(database);
        var blocks = await StoreCheck.HoldsOneChain(storage);
        Report.Line($"{blocks.Count} blocks; {told} tips were told, {_paid.Count} payments and {_banned.Count} bans acknowledged");
    }

    /// <summary>A payment and a ban: what the cluster says yes to right before a silo dies.</summary>
    private async Task Acknowledge(SiloCluster cluster, IBloomClient node, string keyFile, int round)
    {
        using var friend = PrivateKey.Generate();
        var payment = await VerbOutput.Facts(cluster[Order[round % Order.Length]].Node, "pay", keyFile, friend.Address.ToString(), "0.1");
        _paid.Add(Hash256.Parse(payment["txid"]));

        var address = FormattableString.Invariant($"10.9.{round}.1");
        await node.Reputation.Ban(address, BanLength, "a test", CancellationToken.None);
        _banned.Add(address);
    }

    /// <summary>How long it takes until a client app is answered, a peer is taken, and the chain has grown.</summary>
    private static async Task<(string Silo, TimeSpan Answer, TimeSpan Peers, TimeSpan Block)> ServiceIsBack(SiloCluster cluster, SeenTips tips, ClusterSilo killed)
    {
        var start = TimeProvider.System.GetTimestamp();
        var height = -1;
        await Eventually.True("a client app is answered", async () =>
        {
            try
            {
                height = await tips.Height();
                return true;
            }
            catch (NodeUnreachableException)
            {
                return false;
            }
        });
        var answer = TimeProvider.System.GetElapsedTime(start);
        var port = cluster.Silos.First(silo => silo.IsGateway && silo != killed).Port;
        await Eventually.True("a peer is taken", () => IsTaken(port));
        var peers = TimeProvider.System.GetElapsedTime(start);
        await Eventually.True("a block is added", async () => await tips.Height() > height, TimeSpan.FromMinutes(1));
        return (killed.Name, answer, peers, TimeProvider.System.GetElapsedTime(start));
    }

    private static async Task<bool> IsTaken(int port)
    {
        try
        {
            using var peer = await RawPeer.Connect(port, NetworkMagic.Devnet);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The node beside the cluster, which mines too, comes to the same chain.</summary>
    private static async Task Agree(IBloomClient node, NodeProcess peer)
    {
        const int Settled = 6;
        await using var connection = await Bloom.Connect(peer);
        await Eventually.True("both are of one mind", async () =>
        {
            var heights = (await node.Chain.GetTip(CancellationToken.None)).Height;
            var height = Math.Min(heights, (await connection.Node.Chain.GetTip(CancellationToken.None)).Height) - Settled;
            return Math.Abs(heights - height) < 2 * Settled
                && (await node.Chain.GetBlockAt(height, CancellationToken.None))?.Hash == (await connection.Node.Chain.GetBlockAt(height, CancellationToken.None))?.Hash;
        }, TimeSpan.FromMinutes(1));
    }

    private async Task AllIsThere(IBloomClient node)
    {
        var bans = (await node.Reputation.GetBans(0, 1000, CancellationToken.None)).Select(ban => ban.Address).ToHashSet();
        Assert.All(_banned, address => Assert.Contains(address, bans));

        var left = _paid.ToHashSet();
        var waiting = await node.Mempool.List(1000, CancellationToken.None);
        left.ExceptWith(waiting.Transactions.Select(one => one.Txid));
        for (var height = (await node.Chain.GetTip(CancellationToken.None)).Height; height > 0 && left.Count > 0; height--)
        {
            Assert.True(Block.TryParse((await node.Chain.GetBlockAt(height, CancellationToken.None))!.Bytes, out var block, out _));
            left.ExceptWith(block.Transactions.Select(one => one.Id));
        }

        Assert.Empty(left);
    }

    private static void Tell(List<(string Silo, TimeSpan Answer, TimeSpan Peers, TimeSpan Block)> back)
    {
        foreach (var kind in back.GroupBy(round => round.Silo[..round.Silo.IndexOf('-', StringComparison.Ordinal)]))
        {
            Report.Line($"{kind.Count()} x {kind.Key} killed: a client app was answered after {Range(kind.Select(round => round.Answer))}, "
                + $"a peer taken after {Range(kind.Select(round => round.Peers))}, a block added after {Range(kind.Select(round => round.Block))}");
        }
    }

    private static string Range(IEnumerable<TimeSpan> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.Average(time => time.TotalSeconds):0.0} s (at most {times.Max().TotalSeconds:0.0} s)");
}
