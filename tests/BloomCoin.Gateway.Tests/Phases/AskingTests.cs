using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>wire-protocol 4: GET_PHASE is answered with one PHASE per height held, and silence for the others.</summary>
public sealed class AskingTests : PhaseSessions
{
    [Fact]
    public async Task Each_height_held_is_answered_once_in_the_order_asked()
    {
        var pair = await Connect();
        var (first, second) = (TestPhases.Make(1), TestPhases.Make(2));
        Gateway.Gossip.Held.Take(first.Merged(501));
        Gateway.Gossip.Held.Take(second.Merged(499));
        await pair.Peer.Send(Wire.GetPhase(499, 450, 501, 499));
        Assert.Equal(Payload(second.Frame(499)), await pair.Peer.Expect(MessageType.Phase));
        Assert.Equal(Payload(first.Frame(501)), await pair.Peer.Expect(MessageType.Phase));
        await pair.Peer.ExpectAnswerToPing();
    }

    [Fact]   // another gateway's peers may have contributed
    public async Task What_this_gateway_does_not_hold_is_asked_of_the_heights_grain()
    {
        var pair = await Connect();
        var phases = TestPhases.Make(1);
        Gateway.Phases.Height(490).Mine(phases.Coherence, phases.Phases);
        await pair.Peer.Send(Wire.GetPhase(490));
        Assert.Equal(Payload(phases.Frame(490)), await pair.Peer.Expect(MessageType.Phase));
    }

    [Fact]   // a grain is asked once a second, whatever strangers ask
    public async Task A_height_costs_its_grain_one_call_a_second_whether_it_holds_something_or_nothing()
    {
        var pairs = await Connect(2);
        var phases = TestPhases.Make(1);
        Gateway.Phases.Height(490).Mine(phases.Coherence, phases.Phases);
        for (var second = 1; second <= 3; second++)
        {
            foreach (var pair in pairs)
            {
                await pair.Peer.Send(Wire.GetPhase(490, 480), Wire.GetPhase(490, 480));
                await pair.Peer.Expect(MessageType.Phase);
                await pair.Peer.Expect(MessageType.Phase);
            }

            Assert.Equal((second, second), (Gateway.Phases.Height(490).Pulls, Gateway.Phases.Height(480).Pulls));
            Gateway.Time.Advance(TimeSpan.FromSeconds(1.1));
        }
    }

    [Fact]
    public async Task Peers_that_ask_at_the_same_moment_share_one_call_and_both_are_answered()
    {
        var pairs = await Connect(2);
        var phases = TestPhases.Make(1);
        var answer = new TaskCompletionSource();
        var height = Gateway.Phases.Height((int)Working);
        height.BeforePull = () => answer.Task;
        height.Mine(phases.Coherence, phases.Phases);
        foreach (var pair in pairs) await pair.Peer.Send(Wire.GetPhase(Working));
        foreach (var pair in pairs) await pair.Peer.ExpectAnswerToPing();   // nobody waits for the grain
        answer.SetResult();
        foreach (var pair in pairs) Assert.Equal(Payload(phases.Frame(Working)), await pair.Peer.Expect(MessageType.Phase));
        Assert.Equal(1, height.Pulls);
    }

    [Fact]   // a stranger could call any number of grains to life
    public async Task Heights_outside_the_window_reach_no_grain()
    {
        var pair = await Connect();
        await pair.Peer.Send(Wire.GetPhase(0, 399, 502, 1_000_000, uint.MaxValue));
        await pair.Peer.Send(Wire.GetPhase(400));
        await pair.Peer.ExpectAnswerToPing();
        await Cluster.GatewayCluster.Until(() => Task.FromResult(Gateway.Phases.Called.Any()), "400 was not asked for");
        Assert.Equal([400], Gateway.Phases.Called);
    }

    [Fact]
    public async Task Strangers_cause_a_bounded_number_of_calls_and_the_working_height_stays_open()
    {
        Gateway.Tip.MoveTo(500, headers: 10_000);   // far behind: a wide window
        for (uint height = 600; height < 2000; height++) Assert.Null(await Gateway.Gossip.Held.Find(height));
        Assert.Equal(HeldPhases.PullsPerMinute, Gateway.Phases.Called.Count());

        var phases = TestPhases.Make(1);
        Gateway.Phases.Height((int)Working).Mine(phases.Coherence, phases.Phases);
        Assert.NotNull(await Gateway.Gossip.Held.Find(Working));
    }

    [Fact]
    public async Task A_grain_that_fails_leaves_what_was_held_and_nobody_is_cut_off()
    {
        var pair = await Connect();
        var phases = TestPhases.Make(1);
        Gateway.Gossip.Held.Take(phases.Merged(501));
        Gateway.Time.Advance(TimeSpan.FromSeconds(2));
        Gateway.Phases.IsBroken = true;
        await pair.Peer.Send(Wire.GetPhase(490, 501));
        Assert.Equal(Payload(phases.Frame(501)), await pair.Peer.Expect(MessageType.Phase));
        await pair.Peer.ExpectAnswerToPing();
    }

    [Fact]   // phase_ttl
    public async Task What_the_grain_forgot_is_not_served_any_more()
    {
        var phases = TestPhases.Make(1);
        Gateway.Gossip.Held.Take(phases.Merged(501));
        Gateway.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await Gateway.Gossip.Held.Find(501));
        Assert.Empty(Gateway.Gossip.Held.All());
    }

    [Fact]   // wire-protocol 6, any other type: 100 a minute, over it dropped, more than 3 times that disconnects
    public async Task Of_a_flood_100_are_answered_and_the_301st_ends_the_connection()
    {
        var pair = await Connect();
        Gateway.Gossip.Held.Take(TestPhases.Make(1).Merged(501));
        for (var round = 0; round < 10; round++)
        {
            await pair.Peer.Send([.. Enumerable.Repeat(Wire.GetPhase(501), 10)]);
            for (var answer = 0; answer < 10; answer++) await pair.Peer.Expect(MessageType.Phase);
        }

        await pair.Peer.Send([.. Enumerable.Repeat(Wire.GetPhase(501), 200)]);
        await pair.Peer.ExpectAnswerToPing();
        Assert.Equal([1], Noted(pair, PeerEvent.RateLimited));
        await pair.Peer.SendInVain(Wire.GetPhase(501));
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
    }
}
