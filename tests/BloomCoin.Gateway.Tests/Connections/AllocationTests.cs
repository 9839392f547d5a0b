using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;

namespace BloomCoin.Gateway.Tests.Connections;

[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int FramesInAFlush = 10_000;
    private const int Flushes = 100;

    [Fact]   // a frame is read in place: nothing is allocated for it between the socket and its handler
    public async Task Receiving_a_frame_allocates_well_under_a_byte()
    {
        using var gateway = new SessionContext(pongsPerMinute: 0);
        await using var pair = await SessionPair.Establish(gateway);
        byte[] flush = [.. Enumerable.Repeat(Wire.Pong(1), FramesInAFlush).SelectMany(frame => frame)];
        var before = pair.Connection.BytesReceived;
        for (var warm = 0; warm < 20; warm++) await pair.Peer.Send(flush);
        await UntilReceived(pair, before + (20L * flush.Length));

        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var count = 0; count < Flushes; count++) await pair.Peer.Send(flush);
        await UntilReceived(pair, before + ((20L + Flushes) * flush.Length));
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        Assert.True(pair.Connection.IsOpen);
        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)allocated / (Flushes * FramesInAFlush):0.000} bytes a frame");
        Assert.InRange((double)allocated / (Flushes * FramesInAFlush), 0, 0.5);
    }

    private static Task UntilReceived(SessionPair pair, long bytes) =>
        GatewayCluster.Until(() => Task.FromResult(pair.Connection.BytesReceived == bytes), "not everything arrived");
}

/// <summary>Tests that count what the whole process allocates.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
