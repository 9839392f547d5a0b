using BloomCoin.Gateway.Tests.Phases;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>Frames for a peer coalesce into one flush: at once when the socket is idle, else up to 100 frames or 100 ms. Counted in system calls.</summary>
public sealed class FlushTests
{
    private const int Frames = 1000;

    [Fact]   // the socket takes everything at once here; a call for each would be 1000
    public async Task A_thousand_PINGs_that_arrive_together_are_answered_in_at_most_50_system_calls()
    {
        using var unlimited = new SessionContext(pingsPerMinute: 0);
        await using var pair = await SessionPair.Establish(unlimited);
        var before = pair.Connection.Flushes;
        await pair.Peer.Send([.. Enumerable.Range(0, Frames).Select(nonce => Wire.Ping((ulong)nonce))]);
        for (var nonce = 0; nonce < Frames; nonce++) await pair.Peer.Expect(MessageType.Pong);
        Report(pair.Connection.Flushes - before);
        Assert.InRange(pair.Connection.Flushes - before, 1, Frames / 20);
    }

    [Fact]
    public async Task PHASEs_that_gathered_while_a_receive_was_handled_go_in_one_system_call()
    {
        await using var pair = await SessionPair.Establish();
        await pair.Settled();
        var before = pair.Connection.Flushes;
        pair.Connection.Queue.Hold();
        var phases = TestPhases.Make(1);
        for (var count = 0; count < 99; count++) pair.Session.Send(new PhaseMessage(1, phases.Coherence, phases.Phases));
        Assert.Equal(before, pair.Connection.Flushes);
        pair.Connection.Queue.Release();
        for (var count = 0; count < 99; count++) await pair.Peer.Expect(MessageType.Phase);
        await pair.Settled();
        Assert.Equal(before + 1, pair.Connection.Flushes);
    }

    [Fact]   // at once when the socket is idle
    public async Task A_single_frame_goes_at_once()
    {
        await using var pair = await SessionPair.Establish();
        for (var nonce = 0ul; nonce < 50; nonce++) await pair.Peer.ExpectAnswerToPing(nonce);
    }

    [Fact]   // another thread queues while the loop sends: whatever waits goes together
    public async Task A_thousand_PHASEs_queued_back_to_back_by_another_thread_cost_fewer_system_calls_than_frames()
    {
        await using var pair = await SessionPair.Establish();
        var before = pair.Connection.Flushes;
        var phases = TestPhases.Make(1);
        for (var count = 0; count < Frames; count++) pair.Session.Send(new PhaseMessage(1, phases.Coherence, phases.Phases));
        for (var count = 0; count < Frames; count++) await pair.Peer.Expect(MessageType.Phase);
        Report(pair.Connection.Flushes - before);
        Assert.InRange(pair.Connection.Flushes - before, 1, Frames / 2);
    }

    private static void Report(long flushes) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{flushes} system calls for {Frames} frames, {(double)flushes / Frames:0.000} a frame");
}
