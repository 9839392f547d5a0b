using System.Net;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scenarios;

/// <summary>p2p-anchors, scenario 25: a gateway is killed in the middle of a sync. One node, two gateways, a peer of each.</summary>
public sealed class LostGatewayTests(ReferenceGateway reference)
{
    private static readonly GatewayOptions Options = new() { Listen = "127.0.0.1:0" };

    private static readonly ServedChain Chain = ReferenceChain.ServedTo(ReferenceChain.Height);

    private readonly TaskCompletionSource _isKilled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_other_gateways_peer_is_asked_for_its_ranges_and_there_is_no_gap_and_nothing_twice(bool withTheSync)
    {
        await using var cluster = await GatewayCluster.Start(Options, Options);
        await cluster.Grains.GetGrain<ISyncGrain>(0).GetStatus();
        var holder = await cluster.HolderOf(cluster.Grains.GetGrain<ISyncGrain>(0));
        var (lost, left) = (cluster.Gateways[withTheSync ? holder : 1 - holder], cluster.Gateways[withTheSync ? 1 - holder : holder]);
        await using var honest = await HonestWitness.Connect(left.EndPoint.Port, from: "127.8.0.1");

        // Each stops in the middle of an answer: the one for good, the other until the gateway of the one is dead.
        var never = new TaskCompletionSource().Task;
        await using var one = await ChainPeer.Connect(Serving("127.66.0.1", height => height < 700 ? Task.CompletedTask : never), lost.EndPoint.Port);
        await using var other = await ChainPeer.Connect(Serving("127.7.0.1", height => height < 700 ? Task.CompletedTask : _isKilled.Task), left.EndPoint.Port);
        await GatewayCluster.Until(
            async () => one.BlocksAsked.Any(height => height > 700) && other.BlocksAsked.Any(height => height > 700) && (await cluster.Store.ReadTip())!.Height > 0,
            "not both are asked");
        Assert.InRange((await cluster.Store.ReadTip())!.Height, 1, 1_000);

        await cluster.Kill(lost);
        var owed = one.BlocksAsked.Where(height => height > 700).ToHashSet();
        _isKilled.SetResult();
        await GatewayCluster.Until(async () => (await cluster.Store.ReadTip())!.Hash == Chain.Tip, "the chain is not whole", seconds: 60);

        Assert.Subset(other.BlocksAsked.ToHashSet(), owed);
        byte[] headers = [.. await cluster.Store.ReadHeaders(0, 2000), .. await cluster.Store.ReadHeaders(2000, 2000)];
        Assert.Equal(Chain.Headers(0, ReferenceChain.Height + 1), headers);
        Assert.Equal(await reference.Cluster.Coins.ReadSupply(), await cluster.Coins.ReadSupply());
    }

    private static PeerScript Serving(string address, Func<int, Task> beforeBlock) => new(IPAddress.Parse(address), Chain) { BeforeBlock = beforeBlock };
}
