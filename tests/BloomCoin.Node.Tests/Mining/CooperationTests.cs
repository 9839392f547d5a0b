using BloomCoin.Chain;
using BloomCoin.Client;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Mining;

/// <summary>Two devnet nodes that mine, as two operators run them: processes, real sockets, real stores. At the pace of the devnet; only gossip comes more often.</summary>
public sealed class CooperationTests
{
    /// <summary>Long enough for some fifteen blocks.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    /// <summary>What they share is seen by then on a machine that other tests keep busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int Shared = 10, Merged = 10;

    private static readonly string[] Pace = ["--Bloom:Gossip:Interval=00:00:01"];   // as often as 60 PHASEs a minute allow

    [Fact]
    public async Task Two_nodes_share_phases_and_agree_on_one_chain()
    {
        using var firstStore = NodeStore.Sqlite();
        using var secondStore = NodeStore.Sqlite();
        await using var first = await NodeProcess.Start(Settings(firstStore, connect: null));
        await using var second = await NodeProcess.Start(Settings(secondStore, $"127.0.0.1:{first.Ports.Gateway}"));
        await using var one = await Bloom.Connect(first);
        await using var other = await Bloom.Connect(second);

        var (start, agreed, samples, shared, merges) = (TimeProvider.System.GetTimestamp(), 0, 0, 0, 0L);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (TimeProvider.System.GetElapsedTime(start) < Watched
            || ((shared < Shared || merges < Merged) && TimeProvider.System.GetElapsedTime(start) < Patience))
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            samples++;
            agreed += await AgreeBelowTheirTips(one.Node, other.Node) ? 1 : 0;
            shared += await HoldsAPeersPhases(one.Node) ? 1 : 0;
            shared += await HoldsAPeersPhases(other.Node) ? 1 : 0;
            merges = await Merges(one.Node) + await Merges(other.Node);
        }

        var tip = await one.Node.Chain.GetTip(CancellationToken.None);
        Report.Line($"height {tip.Height}; of {samples} samples {agreed} agreed six blocks below the tips; phases of the peer were held in {shared} of {2 * samples}; {merges} merges were taken over");
        Assert.Equal(samples, agreed);
        Assert.InRange(shared, Shared, int.MaxValue);
        Assert.InRange(merges, Merged, long.MaxValue);
        foreach (var node in new[] { one.Node, other.Node })
            Assert.True((await node.Miners.GetState(0, CancellationToken.None))!.Blocks > 0, "a node sealed no block");
    }

    private static NodeSettings Settings(NodeStore store, string? connect) =>
        new(store, Network: "devnet", Connect: connect, RoundsPerSecond: 100) { More = Pace };

    /// <summary>Two miners may be of two minds about the last blocks for a moment, not about those six below.</summary>
    private static async Task<bool> AgreeBelowTheirTips(IBloomClient one, IBloomClient other)
    {
        const int Settled = 6;
        var height = Math.Min(await HeightOf(one), await HeightOf(other)) - Settled;
        return height < 0 || await HashAt(one, height) == await HashAt(other, height);
    }

    private static async Task<int> HeightOf(IBloomClient node) => (await node.Chain.GetTip(CancellationToken.None)).Height;

    private static async Task<Hash256?> HashAt(IBloomClient node, int height) => (await node.Chain.GetBlockAt(height, CancellationToken.None))?.Hash;

    private static async Task<long> Merges(IBloomClient node) => (await node.Miners.GetState(0, CancellationToken.None))?.Merges ?? 0;

    private static async Task<bool> HoldsAPeersPhases(IBloomClient node) =>
        await node.Phases.GetRound(null, CancellationToken.None) is { } round && round.Contributors.Any(one => one.Miner is null);
}
