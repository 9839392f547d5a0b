using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>What phases may cost a gateway: batches of 100, few of them, whatever comes.</summary>
public sealed class InboxTests() : PhaseSessions(new SessionContext(phasesPerMinute: 0))
{
    private static readonly byte[] Frame = TestPhases.Make(1).Frame(Working);

    [Fact]   // message_batch_size
    public async Task A_hundred_are_merged_at_once_without_waiting_for_more()
    {
        var pair = await Connect();
        await pair.Peer.Send([.. Enumerable.Repeat(Frame, 250)]);
        await ExpectAcknowledgements(pair, 200);
        await Deliver(pair);
        await ExpectAcknowledgements(pair, 50);
        Assert.Equal([100, 100, 50], Gateway.Phases.Batches.Select(batch => batch.Phases.Length));
    }

    [Fact]   // the time limit of one that was full does not cut the next one short
    public async Task A_batch_is_ripe_by_its_own_age()
    {
        var pair = await Connect();
        var (gathering, limit) = (new PhaseGathering(Gateway.Tip, Gateway.Time), PhaseInbox.Gathering);
        Assert.Null(gathering.Ripen(limit));
        gathering.Add(pair.Session, new PhaseMessage(Working, 0.5f, new byte[126]));
        Gateway.Time.Advance(0.6 * limit);
        gathering.Add(pair.Session, new PhaseMessage(Working - 1, 0.5f, new byte[126]));
        Assert.Equal(0.4 * limit, gathering.Ripen(limit));
        Assert.Null(gathering.TryBegin());

        Gateway.Time.Advance(0.4 * limit);
        Assert.Equal(0.6 * limit, gathering.Ripen(limit));
        Assert.Equal(Working, gathering.TryBegin()?.Height);
        Assert.Null(gathering.TryBegin());

        Gateway.Time.Advance(0.6 * limit);
        Assert.Null(gathering.Ripen(limit));
        Assert.Equal(Working - 1, gathering.TryBegin()?.Height);
    }

    [Fact]   // bounded: when the grain lags, what does not fit is dropped, and nobody is punished for it
    public async Task While_the_merge_hangs_a_bounded_number_waits_and_the_rest_is_dropped()
    {
        var pair = await Connect();
        var answer = new TaskCompletionSource();
        Gateway.Phases.BeforeMerge = () => answer.Task;
        await pair.Peer.Send([.. Enumerable.Repeat(Frame, 5000)]);
        await pair.Peer.ExpectAnswerToPing();
        Assert.Equal(PhaseGathering.MaxInFlight, Gateway.Phases.Batches.Count);
        Assert.Equal(5000 - (PhaseGathering.MaxBatches * PhaseBatch.MaxCount), Gateway.Gossip.Inbox.Dropped);
        Gateway.Gossip.Beat();

        answer.SetResult();
        await ExpectAcknowledgements(pair, PhaseGathering.MaxBatches * PhaseBatch.MaxCount);
        await pair.Peer.Send([.. Enumerable.Repeat(Frame, 100)]);   // and there is room again
        await ExpectAcknowledgements(pair, 100);
        Assert.Empty(Gateway.Peers.Notes);
    }

    [Fact]
    public async Task Strangers_heights_do_not_crowd_out_the_one_that_is_worked_on()
    {
        var pair = await Connect();
        await pair.Peer.Send([.. Enumerable.Range(400, 100).Select(height => TestPhases.Make(1).Frame((uint)height))]);
        await Deliver(pair, Frame);
        Assert.Equal(PhaseGathering.MaxHeights + 1, Gateway.Phases.Batches.Count);
        Assert.Contains(Gateway.Phases.Batches, batch => batch.Height == Working);
        Assert.Equal(100 - PhaseGathering.MaxHeights, Gateway.Gossip.Inbox.Dropped);
    }

    [Fact]
    public async Task A_failed_call_loses_its_batch_and_the_next_is_merged()
    {
        var pair = await Connect();
        Gateway.Phases.IsBroken = true;
        for (var time = 0; time < PhaseGathering.MaxBatches + 1; time++) await Deliver(pair, Frame);
        Assert.Empty(Gateway.Peers.Notes);
        Gateway.Phases.IsBroken = false;
        await Deliver(pair, Frame);
        await ExpectAcknowledgements(pair, 1);
        Assert.Equal(0, Gateway.Gossip.Inbox.Dropped);
    }

    [Fact]   // the answer to a batch must speak of each of its phases
    public async Task A_batch_whose_verdicts_are_not_as_many_is_lost()
    {
        var pair = await Connect();
        var gathered = new GatheredPhases();
        gathered.Begin(Working, 0);
        gathered.Add(pair.Session, new PhaseMessage(Working, 0.5f, new byte[126]));
        Assert.Throws<InvalidOperationException>(() => new PhaseAnswers(Gateway.Gossip.Held).Give(gathered, new PhaseVerdicts(null, [])));
        Assert.Empty(Gateway.Peers.Notes);
    }

    [Fact]   // one place more than 1, and the peer would have to take our COHERENCE for malformed
    public async Task A_merge_that_rounding_put_above_1_is_told_as_1()
    {
        var pair = await Connect();
        Gateway.Gossip.Held.Take(TestPhases.Make(1).Merged(501) with { Coherence = MathF.BitIncrement(1) });
        await pair.Peer.Send(Wire.GetPhase(501));
        Assert.True(PhaseMessage.TryRead(await pair.Peer.Expect(MessageType.Phase), out var phase, out _));
        Assert.Equal(1, phase.Coherence);
    }

    [Fact]   // a flood must not flood the log
    public void What_happens_at_any_rate_is_logged_once_a_minute()
    {
        var log = new OncePerMinute(Gateway.Time);
        Assert.True(log.TryTake());
        Gateway.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(log.TryTake());
        Gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(log.TryTake());
        Assert.False(log.TryTake());
    }

    [Fact]   // an idle connection stays small
    public async Task Nothing_is_remembered_of_a_peer_before_its_first_message_of_phases()
    {
        var pair = await Connect(NodeServices.Blocks);
        Gateway.Gossip.Held.Take(TestPhases.Make(1).Merged(501));
        await Gateway.Gossip.Round.Run();
        Gateway.Gossip.Beat();
        await pair.Peer.ExpectAnswerToPing();
        Assert.Null(pair.Session.PhasesIfAny);
        await pair.Peer.Send(Wire.GetPhase(501));
        await pair.Peer.Expect(MessageType.Phase);
        Assert.NotNull(pair.Session.PhasesIfAny);
    }
}
