using BloomCoin.Abstractions.Mining;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Grains.Mining;

namespace BloomCoin.Gateway.Tests.Cooperation;

/// <summary>The source's network: ten nodes, each with a TCP port of its own, connected i to i + 1 and i + 2.</summary>
internal sealed class TenNodes : IAsyncDisposable
{
    public const int Count = 10;

    private TenNodes(IReadOnlyList<GatewayCluster> nodes) => Nodes = nodes;

    public IReadOnlyList<GatewayCluster> Nodes { get; }

    /// <summary>Starts them, and waits until every connection stands.</summary>
    public static async Task<TenNodes> Start(TimeSpan gossipInterval, MinerSettings mining)
    {
        var ports = Enumerable.Range(0, Count).Select(_ => PortReservation.FreeEndPoint()).ToList();
        var nodes = new List<GatewayCluster>();
        for (var i = Count - 1; i >= 0; i--)
        {
            var options = new GatewayOptions { Listen = ports[i], Connect = [.. ports.Skip(i + 1).Take(2)] };
            nodes.Insert(0, await GatewayCluster.Start(ChainParameters.Devnet, options, new GossipOptions { Interval = gossipInterval }, mining));
        }

        var network = new TenNodes(nodes);
        for (var i = 0; i < Count; i++)
        {
            var (sessions, expected) = (nodes[i].Sessions, NeighboursOf(i).Count());
            await GatewayCluster.Until(() => Task.FromResult(sessions.AllEstablished.Count() == expected), $"node {i} has no {expected} connections");
        }

        return network;
    }

    /// <summary>Connections between two nodes, at least: over two at a time.</summary>
    public static int HopsBetween(int one, int other) => (Math.Abs(one - other) + 1) / 2;

    /// <summary>Each node's own miner.</summary>
    public static IMinerGrain MinerOf(GatewayCluster node) => node.Grains.GetGrain<IMinerGrain>(MinerName.Of(0));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) await node.DisposeAsync();
    }

    private static IEnumerable<int> NeighboursOf(int node) =>
        new[] { node - 2, node - 1, node + 1, node + 2 }.Where(other => other is >= 0 and < Count);
}
