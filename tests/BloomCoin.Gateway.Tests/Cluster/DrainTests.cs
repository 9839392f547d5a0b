using System.Net.Sockets;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>One of two gateways is asked to stop, as an upgrade does it silo by silo.</summary>
public sealed class DrainTests
{
    /// <summary>So slow that 500 blocks, 170 KB, take more than a second.</summary>
    private static readonly GatewayOptions Options = new() { Listen = "127.0.0.1:0", BandwidthLimit = 100_000 };

    [Fact]
    public async Task A_gateway_that_stops_says_what_it_owes_and_takes_nobody_while_the_other_goes_on()
    {
        const int Blocks = 500;
        await using var cluster = await GatewayCluster.Start(Options, Options);
        await cluster.Append(1, Blocks);
        await using var witness = await HonestWitness.Connect(cluster.Gateways[1].EndPoint.Port);
        var endPoint = cluster.Gateways[0].EndPoint;
        using var peer = await cluster.Gateways[0].Establish("127.0.0.1");
        await peer.Send(Wire.GetBlocks(ReferenceChain.Hashes(Enumerable.Range(1, Blocks))));
        await ExpectBlock(peer);

        var stopping = cluster.Stop(cluster.Gateways[0]);
        await GatewayCluster.Until(() => IsRefused(endPoint), "newcomers are still taken");
        Assert.False(stopping.IsCompleted);
        for (var block = 2; block <= Blocks; block++) await ExpectBlock(peer);
        await peer.ExpectClose();
        await stopping;
    }

    [Fact]
    public async Task A_peer_that_does_not_read_holds_nobody_up()
    {
        await using var cluster = await GatewayCluster.Start(Options, new GatewayOptions { Listen = "127.0.0.1:0", BandwidthLimit = 1_000 });
        await cluster.Append(1, 500);
        using var peer = await cluster.Gateways[1].Establish("127.0.0.1");
        await peer.Send(Wire.GetBlocks(ReferenceChain.Hashes(Enumerable.Range(1, 500))));
        await ExpectBlock(peer);
        await cluster.Stop(cluster.Gateways[1]);   // blocks of three minutes are left
        await peer.ExpectClose();
    }

    /// <summary>The next block; the news of the newest may come between.</summary>
    private static async Task ExpectBlock(ScriptedPeer peer)
    {
        while ((await peer.Next()).Type != MessageType.Block)
        {
        }
    }

    private static async Task<bool> IsRefused(System.Net.IPEndPoint gateway)
    {
        try
        {
            using var newcomer = await ScriptedPeer.Connect(gateway);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
