using System.Net;
using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Node.Tests.HostilePeers;

/// <summary>A node between two peers, the hostile one first: it reaches the honest one's tip, or the test fails.</summary>
/// <param name="Hostile">What the hostile peer does.</param>
internal sealed record Meeting(PeerScript Hostile)
{
    private static readonly IPAddress Honest = IPAddress.Parse("127.7.0.1"), Earlier = IPAddress.Parse("127.7.0.2");

    /// <summary>What the node's log says of the hostile peer; null when it did nothing that deserves a verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>The height that the node is to reach with the hostile peer alone.</summary>
    public int First { get; init; }

    /// <summary>The chain that the node has before it meets any of them.</summary>
    public ServedChain? Held { get; init; }

    /// <summary>What the honest peer serves.</summary>
    public ServedChain Served { get; init; } = ReferenceChain.Served;

    /// <summary>In what time the node is to be at the honest tip.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Looks at the hostile peer once the verdict is there.</summary>
    public Action<ChainPeer> Expect { get; init; } = _ => { };

    /// <summary>The most that the node's memory may grow by; null for no limit.</summary>
    public long? MaxGrowth { get; init; }

    public async Task Run()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store) { More = ["--Logging:LogLevel:BloomCoin.Grains.Sync=Debug"] });
        await using var connection = await Bloom.Connect(node);
        if (Held is not null)
        {
            await using var earlier = await ChainPeer.Connect(new PeerScript(Earlier, Held), node.Ports.Gateway);
            await Bloom.ReachTip(node, Held.Tip);
        }

        var memory = node.Process.WorkingSet;
        var start = TimeProvider.System.GetTimestamp();
        await using var bad = await ChainPeer.Connect(Hostile, node.Ports.Gateway);
        await Eventually.True($"the tip is at {First}", async () => (await connection.Node.Chain.GetTip(CancellationToken.None)).Height >= First);
        await using var good = await ChainPeer.Connect(new PeerScript(Honest, Served), node.Ports.Gateway);
        await using var witness = new HonestWitness(good.Ping);
        await Eventually.True("the node is at the honest tip", async () => (await connection.Node.Chain.GetTip(CancellationToken.None)).Hash == Served.Tip, Limit);
        var took = TimeProvider.System.GetElapsedTime(start);

        var said = Verdict is null
            ? Said(node).LastOrDefault()
            : await node.Process.Line(line => IsOf(line) && line.Contains(Verdict, StringComparison.Ordinal), Verdict);
        var growth = node.Process.WorkingSet - memory;
        Report.Line($"honest tip after {took.TotalSeconds:0.00} s, slowest PONG {witness.Slowest.TotalMilliseconds:0} ms");
        Report.Line($"{bad.Delivered} hostile and {good.Delivered} honest blocks, memory grew by {growth / 1e6:0} MB");
        Report.Line($"verdict: {said ?? "none"}");
        if (Verdict is null) Assert.DoesNotContain(Said(node), line => line.Contains("Invalid", StringComparison.Ordinal));
        if (MaxGrowth is { } most) Assert.InRange(growth, long.MinValue, most);
        Expect(bad);
    }

    private IEnumerable<string> Said(NodeProcess node) => node.Process.Output.Where(IsOf);

    private bool IsOf(string line) => line.Contains($"{Hostile.Address}:", StringComparison.Ordinal);
}
