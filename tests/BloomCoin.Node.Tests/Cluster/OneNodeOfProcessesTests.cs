using System.Net.Sockets;
using BloomCoin.Client;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.HostileHour;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests.Cluster;

/// <summary>
/// p2p-anchors, what only a cluster can do, on processes: peers at two gateways are peers of one node. One gateway and one compute silo are
/// of an older build at first, as in the middle of an upgrade.
/// </summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class OneNodeOfProcessesTests(PostgreSqlServer server)
{
    private const int Imported = 2_440;

    /// <summary>So many blocks a minute may a peer send unasked (wire-protocol 6).</summary>
    private const int PerSender = 10;

    /// <summary>By a lost push's remedy, on a busy machine. The figure that is printed is the one to look at: wire-protocol 7 wants a second.</summary>
    private static readonly TimeSpan BannedEverywhere = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task What_happens_at_one_gateway_holds_at_the_other_and_no_peer_notices_when_older_silos_are_replaced()
    {
        using var older = new OlderBuild();
        var database = await server.CreateDatabase();
        await using var cluster = await SiloCluster.Start(database,
        [
            Silo("compute-1", database, older.Program), Silo("compute-2", database),
            Silo("gateway-1", database, older.Program), Silo("gateway-2", database),
        ]);
        await using var connection = await cluster.Connect();
        await Bloom.Import(connection.Node, ReferenceChain.File[..ReferenceChain.Offsets[Imported + 1]]);

        var (one, other) = (cluster["gateway-1"].Port, cluster["gateway-2"].Port);
        await BlocksCross(one, other);
        await PhasesOfBothAreMerged(one, other, connection.Node);
        await FloodsSpendOneBudget(one, other);
        await OneNetworkHasAQuarterOfBoth(one, other);
        await ABanAtOneClosesAtTheOther(one, other);
        await RollingUpgrade.Run(cluster);
    }

    private static ClusterSilo Silo(string name, string database, string? program = null) => new(name, database, store =>
    {
        var settings = new NodeSettings(store) { More = ["--Bloom:Gateway:Diversity:ExemptLoopback=false", "--Bloom:Gateway:MaxPeers=0"] };
        return program is null ? settings : settings with { Program = program };
    });

    private static async Task BlocksCross(int one, int other)
    {
        var senders = await Join(one, 1, (ReferenceChain.TipHeight - Imported) / PerSender);
        using var observer = await ClusterPeer.Join(20, other);
        var times = new List<double>();
        for (var height = Imported + 1; height <= ReferenceChain.TipHeight; height++)
        {
            var sent = TimeProvider.System.GetTimestamp();
            await senders[height % senders.Count].Send(Frames.Around(MessageType.Block, ReferenceChain.Block(height).ToArray()));
            await observer.Hear(ReferenceChain.Hashes[height]);
            times.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }

        times.Sort();
        Report.Line($"{times.Count} blocks from gateway 1 to gateway 2: p50 {times[times.Count / 2]:0.0} ms, p99 {times[times.Count * 99 / 100]:0.0} ms");
        senders.ForEach(sender => sender.Dispose());
    }

    private static async Task PhasesOfBothAreMerged(int one, int other, IBloomClient node)
    {
        var height = ReferenceChain.TipHeight + 1;
        var peers = (await Join(one, 21, 2)).Concat(await Join(other, 23, 2)).ToList();
        foreach (var peer in peers) await peer.Send(ClusterPeer.Phases((uint)height));
        foreach (var peer in peers) await peer.Receive(MessageType.Coherence);
        var round = (await node.Phases.GetRound(height, CancellationToken.None))!;
        Report.Line($"{round.Contributors.Length} contributions of both gateways' peers, merged coherence {round.Merged.Coherence:0.000}");
        Assert.Equal(peers.Count, round.Contributors.Length);
        Assert.InRange(round.Merged.Coherence, 0.8, 1);
        peers.ForEach(peer => peer.Dispose());
    }

    private static async Task FloodsSpendOneBudget(int one, int other)
    {
        const int PerMinute = 100, Sent = 120;   // over three times the limit a connection ends
        var start = TimeProvider.System.GetTimestamp();
        using var here = await ClusterPeer.Join(25, one);
        using var there = await ClusterPeer.Join(25, other);
        byte[] flood = [.. Enumerable.Repeat(Frames.Of(new PingMessage(7)), Sent).SelectMany(frame => frame)];
        await Task.WhenAll(here.Send(flood), there.Send(flood));

        // All PINGs were judged when what came after them is answered.
        await Task.WhenAll(here.AskUntilAnswered(), there.AskUntilAnswered());
        var answered = here.Count(MessageType.Pong) + there.Count(MessageType.Pong);
        Report.Line($"of {2 * Sent} PINGs of one address at two gateways {answered} were answered");
        Assert.InRange(answered, 1, PerMinute * (1 + TimeProvider.System.GetElapsedTime(start).TotalMinutes));
    }

    private static async Task OneNetworkHasAQuarterOfBoth(int one, int other)
    {
        const int Others = 9, Most = (Others + 3) / 4;
        var others = (await Join(one, 31, 5)).Concat(await Join(other, 36, Others - 5)).ToList();
        var crowd = new List<ClusterPeer>();
        for (var newcomer = 0; newcomer < 8; newcomer++)
        {
            try
            {
                crowd.Add(await ClusterPeer.Join(50, newcomer % 2 == 0 ? one : other));
            }
            catch (SocketException)
            {
                // Over the share.
            }
        }

        // What both took at once, each in good faith, is put right by the directory.
        await Eventually.True($"{Most} of one network are left", () => crowd.Count(peer => !peer.Closed.IsCompleted) == Most);
        Assert.All(others, peer => Assert.False(peer.Closed.IsCompleted));
        others.Concat(crowd).ToList().ForEach(peer => peer.Dispose());
    }

    private static async Task ABanAtOneClosesAtTheOther(int one, int other)
    {
        using var there = await ClusterPeer.Join(26, other);
        var violated = 0L;
        await Eventually.True("the address is banned", async () =>
        {
            try
            {
                using var here = await ClusterPeer.Join(26, one);
                violated = TimeProvider.System.GetTimestamp();
                await here.Send(Frames.WithWrongChecksum());
                await here.Closed;
            }
            catch (SocketException)
            {
                // Refused: the ban is there, or one before it still counts for its network's share.
            }

            return there.Closed.IsCompleted;
        });
        var took = TimeProvider.System.GetElapsedTime(violated);
        Report.Line($"banned at gateway 1, closed at gateway 2 {took.TotalMilliseconds:0} ms after the last violation");
        Assert.InRange(took, TimeSpan.Zero, BannedEverywhere);
        await Assert.ThrowsAsync<SocketException>(() => ClusterPeer.Join(26, other));
    }

    private static async Task<List<ClusterPeer>> Join(int port, byte firstNetwork, int count) =>
        [.. await Task.WhenAll(Enumerable.Range(firstNetwork, count).Select(network => ClusterPeer.Join((byte)network, port)))];
}
