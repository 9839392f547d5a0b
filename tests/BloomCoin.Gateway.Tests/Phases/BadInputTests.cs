using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>wire-protocol 4, 6 and 7: phases that lie, repeat themselves, come from far or too often.</summary>
public sealed class BadInputTests : PhaseSessions
{
    public static TheoryData<float> Lies => [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0.001f, 1.001f, float.MaxValue, float.Epsilon];

    [Theory, MemberData(nameof(Lies))]   // anchors, scenario 26: refused before any arithmetic
    public async Task A_coherence_that_is_no_number_or_out_of_range_is_invalid_and_not_acknowledged(float coherence)
    {
        await using var witness = await SessionPair.Witness(Gateway);
        var pair = await Connect();
        await Deliver(pair, Wire.Phase(Working, coherence, TestPhases.Make(1).Phases));
        Assert.Equal(coherence, Assert.Single(Assert.Single(Gateway.Phases.Batches).Phases).Coherence);   // as it came, for the grain to judge
        await ExpectInvalid(pair);
    }

    [Theory, InlineData(0.011f, false), InlineData(-0.011f, false), InlineData(0.009f, true), InlineData(-0.009f, true)]   // wire-protocol 4
    public async Task A_claim_may_be_off_by_0_01_and_not_by_more(float off, bool isValid)
    {
        var pair = await Connect();
        var phases = TestPhases.Make(1, spread: 0.5);
        await Deliver(pair, Wire.Phase(Working, phases.Coherence + off, phases.Phases));
        if (isValid) await pair.Peer.Expect(MessageType.Coherence);
        else await ExpectInvalid(pair);
    }

    [Fact]   // anchors, scenario 16: penalty, no change, not relayed
    public async Task A_lie_changes_nothing_and_the_peer_beside_it_is_acknowledged()
    {
        await using var witness = await SessionPair.Witness(Gateway);
        var (liar, honest) = (await Connect(), await Connect());
        await liar.Peer.Send(Wire.Phase(Working, 0.999f, TestPhases.Make(1, spread: 1).Phases));
        await liar.Peer.ExpectAnswerToPing();
        var phases = TestPhases.Make(2);
        await Deliver(honest, phases.Frame(Working));
        Assert.Single(Gateway.Phases.Batches);
        Assert.Equal(Payload(Wire.Coherence(new CoherencePair(Working, phases.Coherence))), await honest.Peer.Expect(MessageType.Coherence));
        await ExpectInvalid(liar);
        Assert.Empty(Noted(honest, PeerEvent.InvalidPhase));
    }

    [Fact]   // one call for a batch, however many lies there are
    public async Task Lies_are_told_to_the_peers_grain_at_once_and_together()
    {
        var pair = await Connect();
        await Deliver(pair, [.. Enumerable.Repeat(Wire.Phase(Working, 2, TestPhases.Make(1).Phases), 20)]);
        Assert.Equal([20], Noted(pair, PeerEvent.InvalidPhase));
    }

    [Fact]   // its newest contribution replaces its older one
    public async Task The_same_phases_again_are_harmless_and_answered()
    {
        var pair = await Connect();
        var phases = TestPhases.Make(1);
        for (var time = 0; time < 5; time++)
        {
            await Deliver(pair, phases.Frame(Working));
            Assert.Equal(Payload(Wire.Coherence(new CoherencePair(Working, phases.Coherence))), await pair.Peer.Expect(MessageType.Coherence));
        }

        Assert.Equal(1, Gateway.Phases.Height((int)Working).Merged!.Contributors);
    }

    [Theory]   // wire-protocol 4: outside [tip - 100, best known header + 1] ignored without penalty
    [InlineData(399u, false)]
    [InlineData(400u, true)]
    [InlineData(501u, true)]
    [InlineData(531u, true)]
    [InlineData(532u, false)]
    [InlineData(0u, false)]
    [InlineData(2147483648u, false)]
    [InlineData(4294967295u, false)]
    public async Task Phases_of_far_heights_are_ignored_without_penalty(uint height, bool isTaken)
    {
        var pair = await Connect();
        Gateway.Tip.MoveTo(500, headers: 530);
        await Deliver(pair, TestPhases.Make(1).Frame(height));
        Assert.Equal(isTaken ? [(int)height] : [], Gateway.Phases.Batches.Select(batch => batch.Height));
        Assert.Equal(isTaken ? [(int)height] : [], Gateway.Phases.Called);
        if (isTaken) await pair.Peer.Expect(MessageType.Coherence);
        await pair.Peer.ExpectAnswerToPing();
        Assert.Empty(Gateway.Peers.Notes);
    }

    [Fact]   // wire-protocol 6: 60 a minute, over it dropped, more than 3 times that disconnects
    public async Task Of_a_flood_60_are_taken_and_the_181st_ends_the_connection()
    {
        var pair = await Connect();
        var frame = TestPhases.Make(1).Frame(Working);
        await Deliver(pair, [.. Enumerable.Repeat(frame, 180)]);
        await ExpectAcknowledgements(pair, 60);
        await pair.Peer.ExpectAnswerToPing();
        Assert.Equal(60, Gateway.Phases.Batches.Sum(batch => batch.Phases.Length));
        Assert.Equal([1], Noted(pair, PeerEvent.RateLimited));

        await pair.Peer.SendInVain(frame);
        await pair.Peer.ExpectClose();
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
    }

    [Fact]   // those of far heights count as well
    public async Task A_flood_of_far_heights_ends_the_connection_too()
    {
        var pair = await Connect();
        await pair.Peer.SendInVain([.. Enumerable.Repeat(TestPhases.Make(1).Frame(1), 181)]);
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
        Assert.Empty(Gateway.Phases.Batches);
    }

    [Fact]   // wire-protocol 6: a bucket that refills evenly
    public async Task One_a_second_is_taken_for_ever()
    {
        var pair = await Connect();
        for (var second = 0; second < 200; second++)
        {
            await Deliver(pair, TestPhases.Make(second).Frame(Working));
            await pair.Peer.Expect(MessageType.Coherence);
            Gateway.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(Gateway.Peers.Notes);
    }

    [Theory, InlineData(0), InlineData(133), InlineData(135)]   // wire-protocol 4: exactly 134 bytes
    public async Task A_PHASE_of_any_other_length_ends_the_connection(int length)
    {
        var pair = await Connect();
        await pair.Peer.SendInVain(Wire.Frame(MessageType.Phase, new byte[length]));
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
        Assert.Empty(Gateway.Phases.Batches);
    }

    private async Task ExpectInvalid(SessionPair pair)
    {
        await pair.Peer.ExpectAnswerToPing();   // and no COHERENCE before it
        Assert.Equal([1], Noted(pair, PeerEvent.InvalidPhase));
        Assert.True(pair.Connection.IsOpen);
    }
}
