using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scenarios;

/// <summary>p2p-anchors, scenario 20: a block that nobody asked for is taken only when it connects near the tip.</summary>
public sealed class NearTheTipTests
{
    private const string Stranger = "127.66.0.1";

    [Fact]
    public async Task Near_the_tip_it_is_kept_far_below_or_without_its_parent_it_is_not_and_nobody_is_punished()
    {
        await using var cluster = await GatewayCluster.Start();
        await cluster.Append(1, 150);
        await using var honest = await HonestWitness.Connect(cluster.EndPoint.Port, from: "127.8.0.1");
        using var peer = await ScriptedPeer.Establish(cluster.EndPoint, from: Stranger);

        var (near, far) = (ReferenceChain.ServedTo(100).Extend(1, nonce: 1, withBlocks: true), ReferenceChain.ServedTo(20).Extend(1, nonce: 1, withBlocks: true));
        await peer.Send(Wire.Block(ReferenceChain.Block(160)), Wire.Block(far.BlockAt(21)), Wire.Block(near.BlockAt(101)));
        await GatewayCluster.Until(async () => await cluster.Store.FindHeader(near.Tip) is not null, "the block near the tip was not kept");   // the last of the three
        Assert.Null(await cluster.Store.FindHeader(far.Tip));
        Assert.Null(await cluster.Store.FindHeader(new Hash256(ReferenceChain.Hash(160))));
        Assert.Equal(150, (await cluster.Chain.GetTip()).Height);
        await peer.ExpectAnswerAmongOthers();
        Assert.InRange((await cluster.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(Stranger)).GetReputation()).Score, 1, 2);

        await peer.Send(Wire.Block(ReferenceChain.Block(151)));
        await GatewayCluster.Until(async () => (await cluster.Chain.GetTip()).Height == 151, "the next block was not taken");
    }
}
