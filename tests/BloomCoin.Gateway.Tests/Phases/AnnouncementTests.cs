using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>wire-protocol 4: COHERENCE acknowledges a PHASE, or says which heights are held.</summary>
public sealed class AnnouncementTests : PhaseSessions
{
    [Fact]
    public async Task An_announced_working_height_is_asked_for_and_others_are_not()
    {
        var pair = await Connect();
        await pair.Peer.Send(Announce((499, 0.9f), (500, 0.9f), (501, 0.5f), (502, 0.9f)));
        Assert.Equal(Payload(Wire.GetPhase(Working)), await pair.Peer.Expect(MessageType.GetPhase));
        await pair.Peer.ExpectAnswerToPing();
    }

    [Fact]   // one pair may be an announcement as well
    public async Task The_same_coherence_is_asked_for_once_and_another_again()
    {
        var pair = await Connect();
        await pair.Peer.Send(Announce((501, 0.5f)), Announce((501, 0.5005f)), Announce((501, 0.6f)));
        await pair.Peer.Expect(MessageType.GetPhase);
        await pair.Peer.Expect(MessageType.GetPhase);
        await pair.Peer.ExpectAnswerToPing();
    }

    [Fact]
    public async Task What_one_peer_is_asked_for_is_asked_of_others_too()
    {
        foreach (var pair in await Connect(3))
        {
            await pair.Peer.Send(Announce((501, 0.5f)));
            await pair.Peer.Expect(MessageType.GetPhase);
        }
    }

    [Fact]
    public async Task An_acknowledgement_of_a_PHASE_that_was_sent_asks_for_nothing()
    {
        var pair = await Connect();
        Gateway.Gossip.Held.Take(TestPhases.Make(1).Merged(501));
        await pair.Peer.Send(Wire.GetPhase(501));
        await pair.Peer.Expect(MessageType.Phase);
        await pair.Peer.Send(Announce((501, 0.4f)));
        await pair.Peer.ExpectAnswerToPing();

        await pair.Peer.Send(Announce((501, 0.4f)));   // nothing is acknowledged by this one
        await pair.Peer.Expect(MessageType.GetPhase);
    }

    [Fact]   // with several pairs it is no acknowledgement
    public async Task An_announcement_of_several_heights_is_one_although_an_acknowledgement_is_due()
    {
        var pair = await Connect();
        Gateway.Gossip.Held.Take(TestPhases.Make(1).Merged(501));
        await pair.Peer.Send(Wire.GetPhase(501));
        await pair.Peer.Expect(MessageType.Phase);
        await pair.Peer.Send(Announce((500, 0.4f), (501, 0.4f)));
        await pair.Peer.Expect(MessageType.GetPhase);
    }

    [Fact]   // wire-protocol 6: answers that were asked for do not count
    public async Task A_PHASE_that_was_asked_for_does_not_count_against_the_limit()
    {
        var pair = await Connect();
        await Deliver(pair, [.. Enumerable.Repeat(TestPhases.Make(1).Frame(Working), 180)]);
        await ExpectAcknowledgements(pair, 60);
        await pair.Peer.Send(Announce((501, 0.5f)));
        await pair.Peer.Expect(MessageType.GetPhase);
        await Deliver(pair, TestPhases.Make(2).Frame(Working));
        await ExpectAcknowledgements(pair, 1);
        Assert.True(pair.Connection.IsOpen);
    }

    [Fact]   // 100 heights asked for are 100 acknowledgements
    public async Task Acknowledgements_do_not_count_against_the_limit()
    {
        var pair = await Connect();
        var heights = Enumerable.Range(402, 100).Select(height => (uint)height).ToArray();
        foreach (var height in heights) Gateway.Gossip.Held.Take(TestPhases.Make(1).Merged((int)height));
        for (var round = 0; round < 4; round++)
        {
            await pair.Peer.Send(Wire.GetPhase(heights));
            foreach (var _ in heights) await pair.Peer.Expect(MessageType.Phase);
            await pair.Peer.Send([.. heights.Select(height => Announce((height, 0.5f)))]);
            await pair.Peer.ExpectAnswerToPing();
        }

        Assert.True(pair.Connection.IsOpen);
        Assert.Empty(Gateway.Peers.Notes);
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(1.5f), InlineData(-0.1f)]   // wire-protocol 2: malformed; p2p-anchors, scenario 26
    public async Task A_coherence_out_of_range_ends_the_connection(float coherence)
    {
        await using var witness = await SessionPair.Witness(Gateway);
        var pair = await Connect();
        await pair.Peer.SendInVain(Announce((501, coherence)));
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
    }

    [Fact]   // wire-protocol 6, any other type: 100 a minute
    public async Task Of_a_flood_100_are_heard_and_the_301st_ends_the_connection()
    {
        var pair = await Connect();
        await pair.Peer.Send([.. Enumerable.Range(0, 300).Select(number => Announce((501, number / 300f)))]);
        for (var count = 0; count < 100; count++) await pair.Peer.Expect(MessageType.GetPhase);
        await pair.Peer.ExpectAnswerToPing();
        Assert.Equal([1], Noted(pair, PeerEvent.RateLimited));
        await pair.Peer.SendInVain(Announce((501, 1)));
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
    }

    private static byte[] Announce(params (uint Height, float Coherence)[] pairs) =>
        Wire.Coherence([.. pairs.Select(pair => new CoherencePair(pair.Height, pair.Coherence))]);
}
