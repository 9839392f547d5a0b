using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Phases;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>A PHASE's whole way through one node: real sockets, real loops, the real grains, and back out to another peer.</summary>
public sealed class PhasePathTests
{
    private const uint Working = 11;

    [Fact]   // wire-protocol 4: verified, merged, acknowledged, passed on when the merge crosses, given to who asks
    public async Task A_phase_goes_from_one_peer_to_the_next_and_their_merge_to_who_asks()
    {
        await using var gateway = await Start();
        using var first = await Establish(gateway);
        using var second = await Establish(gateway);
        var (one, other) = (TestPhases.Make(1, spread: 0.2), TestPhases.Make(2, spread: 0.2));

        await first.Send(one.Frame(Working));
        var acknowledged = await first.Expect(MessageType.Coherence);
        Assert.True(CoherenceMessage.TryRead(acknowledged, out var coherence, out _));
        Assert.Equal((Working, 1), (coherence.Pairs[0].Height, coherence.Pairs.Count));
        Assert.Equal(one.Frame(Working)[FrameHeader.Size..], await second.Expect(MessageType.Phase));

        await second.Send(other.Frame(Working));
        await second.Expect(MessageType.Coherence);
        await first.Send(Wire.GetPhase(Working));
        Assert.Equal(Merge(one, other), TestPhases.Of(await first.Expect(MessageType.Phase)));
    }

    [Fact]   // p2p-anchors, scenario 16
    public async Task A_lie_is_neither_acknowledged_nor_passed_on()
    {
        await using var gateway = await Start();
        await using var witness = await HonestWitness.Connect(gateway.EndPoint.Port);
        using var liar = await Establish(gateway);
        using var honest = await Establish(gateway);
        var phases = TestPhases.Make(1, spread: 3);

        await liar.Send(Wire.Phase(Working, 1, phases.Phases));
        await liar.Send(phases.Frame(Working));
        Assert.True(CoherenceMessage.TryRead(await liar.Expect(MessageType.Coherence), out var answer, out _));
        Assert.Equal(1, answer.Pairs.Count);
        await liar.ExpectAnswerToPing();   // one acknowledgement for two PHASEs
        await honest.ExpectAnswerToPing();
    }

    /// <summary>Rounds come at a crossing only: those of the interval would be in the way.</summary>
    private static async Task<GatewayCluster> Start()
    {
        var gateway = await GatewayCluster.Start(
            ChainParameters.Mainnet, new GatewayOptions { Listen = "127.0.0.1:0" }, new GossipOptions { Interval = TimeSpan.FromMinutes(10) });
        await gateway.AppendHistory((int)Working - 1);
        return gateway;
    }

    private static async Task<ScriptedPeer> Establish(GatewayCluster gateway)
    {
        var peer = await ScriptedPeer.Connect(gateway.EndPoint);
        await peer.Send(Wire.Version(services: NodeServices.Phases), Wire.Verack());
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        await peer.ExpectAnswerToPing();
        return peer;
    }

    private static ushort[] Merge(params TestPhases[] contributions)
    {
        var merge = new CircularMerge();
        foreach (var one in contributions) merge.Add(TestPhases.Of(one.Frame(Working)[FrameHeader.Size..]), one.Coherence);
        var phases = new ushort[Oscillators.Count];
        merge.CopyPhases(phases);
        return phases;
    }
}
