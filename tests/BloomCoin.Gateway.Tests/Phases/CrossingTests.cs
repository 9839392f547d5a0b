using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>wire-protocol 4: a round at once when the merge of the working height first passes 0.8 or z_c, through a whole node.</summary>
public sealed class CrossingTests
{
    [Fact]
    public async Task A_crossing_that_a_grain_tells_the_gateway_of_reaches_its_peers_at_once()
    {
        await using var gateway = await GatewayCluster.Start(height: 10);
        using var peer = await ScriptedPeer.Connect(gateway.EndPoint);
        await peer.Send(Wire.Version(services: NodeServices.Phases), Wire.Verack());
        await peer.Expect(MessageType.Version);
        await peer.Expect(MessageType.Verack);
        await peer.ExpectAnswerToPing();

        var phases = TestPhases.Make(1, spread: 0.2);
        await gateway.Gateway.OnPhases(phases.Merged(11));
        Assert.Equal(phases.Frame(11)[FrameHeader.Size..], await peer.Expect(MessageType.Phase));
    }
}
