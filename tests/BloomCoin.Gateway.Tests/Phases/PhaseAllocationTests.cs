using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Connections;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

[Collection(nameof(Alone))]
public sealed class PhaseAllocationTests
{
    private const int FramesInAFlush = 10_000;
    private const int Flushes = 20;

    [Theory]
    [InlineData(0, "taken into batches, and dropped while the merge lags")]
    [InlineData(int.MaxValue / 4, "the same, with the limit counted")]
    public async Task Taking_a_PHASE_allocates_well_under_a_byte(int perMinute, string what)
    {
        using var gateway = new SessionContext(phasesPerMinute: perMinute);
        gateway.Phases.BeforeMerge = () => new TaskCompletionSource().Task;
        await using var pair = await SessionPair.Establish(gateway);
        byte[] flush = [.. Enumerable.Repeat(TestPhases.Make(1).Frame(1), FramesInAFlush).SelectMany(frame => frame)];
        var before = pair.Connection.BytesReceived;
        for (var warm = 0; warm < 10; warm++) await pair.Peer.Send(flush);
        await UntilReceived(pair, before + (10L * flush.Length));

        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var count = 0; count < Flushes; count++) await pair.Peer.Send(flush);
        await UntilReceived(pair, before + ((10L + Flushes) * flush.Length));
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        Assert.True(pair.Connection.IsOpen);
        TestContext.Current.TestOutputHelper?.WriteLine($"{(double)allocated / (Flushes * FramesInAFlush):0.000} bytes a frame: {what}");
        Assert.InRange((double)allocated / (Flushes * FramesInAFlush), 0, 0.5);
    }

    [Fact]   // one call, one record and the answers to it for a hundred of them
    public async Task Gathering_and_emptying_batches_allocates_nothing()
    {
        using var gateway = new SessionContext();
        await using var pair = await SessionPair.Establish(gateway);
        var gathering = new PhaseGathering(gateway.Tip, gateway.Time);
        var phases = TestPhases.Make(1);
        Gather(gathering, pair, phases, batches: 1);
        Assert.Equal(0, Gather(gathering, pair, phases, batches: 100));
    }

    private static long Gather(PhaseGathering gathering, SessionPair pair, TestPhases phases, int batches)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < batches; batch++)
        {
            for (var count = 0; count < 100; count++) gathering.Add(pair.Session, new PhaseMessage(1, phases.Coherence, phases.Phases));
            gathering.End(gathering.TryBegin()!, isLost: false);
        }

        return GC.GetAllocatedBytesForCurrentThread() - allocated;
    }

    private static Task UntilReceived(SessionPair pair, long bytes) =>
        GatewayCluster.Until(() => Task.FromResult(pair.Connection.BytesReceived == bytes), "not everything arrived");
}
