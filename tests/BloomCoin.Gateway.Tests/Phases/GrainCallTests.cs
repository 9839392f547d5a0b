using BloomCoin.Abstractions.Phases;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>A cost that is counted and not timed, so that it may not grow: who needs more changes the figure here and says why.</summary>
public sealed class GrainCallTests
{
    private const int Working = 11, Frames = 1000;

    /// <summary>One for each hundred, and room for what a busy machine takes in two parts.</summary>
    private const int MostCalls = (Frames / PhaseBatch.MaxCount) + 5;

    [Fact]   // architecture: the one hot grain sees one call per gateway and batch, however many peers there are
    public async Task A_thousand_PHASEs_cost_a_call_a_hundred_into_the_merge_and_into_the_height()
    {
        await using var gateway = await GatewayCluster.Start(
            ChainParameters.Mainnet,
            new GatewayOptions { Listen = "127.0.0.1:0", RateLimits = new Dictionary<string, int> { ["PHASE"] = 0 } },
            new GossipOptions { Interval = TimeSpan.FromMinutes(10) });
        await gateway.AppendHistory(Working - 1);
        using var peer = await ScriptedPeer.Establish(gateway.EndPoint);
        await peer.ExpectAnswerAmongOthers();

        var (merges, heights) = (gateway.Calls.Of<IPhaseMergeGrain>(), gateway.Calls.Of<IPhaseHeightGrain>());
        await peer.Send([.. Enumerable.Repeat(TestPhases.Make(1).Frame(Working), Frames)]);
        await peer.ExpectAnswerAmongOthers();
        await GatewayCluster.Until(() => Task.FromResult(gateway.Gateways[0].PhaseBatches == 0), "the merge does not come to an end");

        (merges, heights) = (gateway.Calls.Of<IPhaseMergeGrain>() - merges, gateway.Calls.Of<IPhaseHeightGrain>() - heights);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Frames} frames: {merges} calls into the merge, {heights} into the height");
        Assert.InRange(merges, Frames / PhaseBatch.MaxCount, MostCalls);
        Assert.InRange(heights, Frames / PhaseBatch.MaxCount, MostCalls);
    }
}
