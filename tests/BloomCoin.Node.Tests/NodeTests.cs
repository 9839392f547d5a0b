using System.Net;
using BloomCoin.Node.Tests.Network;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Node.Tests;

/// <summary>One node, as its operator and its peers meet it.</summary>
public sealed class NodeTests
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    [Fact]   // wire-protocol 3; architecture, HTTP
    public async Task A_node_on_devnet_is_live_and_ready_and_shakes_hands()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet"));
        Report.Line($"ready after {node.StartupTime.TotalSeconds:0.00} s");

        Assert.Equal(HttpStatusCode.OK, await node.Health("live"));
        Assert.Equal(HttpStatusCode.OK, await node.Health("ready"));
        using var peer = await RawPeer.Connect(node.Ports.Gateway, NetworkMagic.Devnet);
        Assert.Equal(0u, peer.Node.Height);
        Assert.True(peer.Node.Services.HasFlag(NodeServices.Blocks));
        Assert.NotEmpty(peer.Node.UserAgent);
    }

    [Fact]   // every disconnect has a reason, a direction and a metric
    public async Task Connections_and_their_ends_are_told_to_Prometheus()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet"));
        using (await RawPeer.Connect(node.Ports.Gateway, NetworkMagic.Devnet))
        {
            await Eventually.True("an inbound connection is shown", async () => HasSample(await node.Metrics(), "bloom_gateway_connections", "direction=\"inbound\"", "1"));
        }

        await Eventually.True("its end is shown", async () => HasSample(await node.Metrics(), "bloom_gateway_disconnects", "reason=\"RemoteClosed\"", "1"));
        Assert.True(HasSample(await node.Metrics(), "bloom_gateway_disconnects", "direction=\"inbound\"", "1"));
        Assert.Contains("orleans_", await node.Metrics(), StringComparison.Ordinal);
    }

    [Theory]   // docs/configuration: SIGTERM and Ctrl+C stop it in order
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stopped_node_says_goodbye_and_may_start_again_at_once(bool byCtrlC)
    {
        using var store = NodeStore.Sqlite();
        var settings = new NodeSettings(store, Network: "devnet");
        var first = await NodeProcess.Start(settings);
        await using (first)
        {
            using var peer = await RawPeer.Connect(first.Ports.Gateway, NetworkMagic.Devnet);
            var stopping = TimeProvider.System.GetTimestamp();
            await (byCtrlC ? first.Process.Interrupt() : first.Process.Terminate());

            Assert.True(await peer.IsClosedOrderly());
            Assert.Equal(0, await first.Process.Exit(StopLimit));
            Report.Line($"stopped after {TimeProvider.System.GetElapsedTime(stopping).TotalSeconds:0.00} s");
            Assert.Contains(first.Process.Output, line => line.EndsWith("The node has stopped", StringComparison.Ordinal));
            Assert.Empty(first.Process.Errors);
        }

        await using var second = await NodeProcess.Start(settings, first.Ports);
        Assert.Equal(first.Ports, second.Ports);
        using var again = await RawPeer.Connect(second.Ports.Gateway, NetworkMagic.Devnet);
    }

    private static bool HasSample(string metrics, string name, string label, string value) => metrics.Split('\n').Any(line =>
        line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal) && line.Split(' ') is [_, var read, ..] && read == value);
}
