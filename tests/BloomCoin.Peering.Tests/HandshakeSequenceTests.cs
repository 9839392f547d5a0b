using CsCheck;

namespace BloomCoin.Peering.Tests;

/// <summary>wire-protocol 3 over sequences of events that nobody thought of. CsCheck prints the seed of one that fails.</summary>
public sealed class HandshakeSequenceTests
{
    private const ulong Ours = 7;

    private enum Step
    {
        Version,
        OldVersion,
        OwnNonce,
        Verack,
    }

    private static readonly Gen<Step[]> Sequences = Gen.Enum<Step>().Array[0, 8];

    [Fact]
    public void Nobody_is_established_without_one_good_VERSION_and_one_VERACK() => Gen.Select(Gen.Bool, Sequences).Sample((outbound, steps) =>
    {
        var run = Play(outbound, steps);
        var established = run.Accepted.Contains(Step.Version) && run.Accepted.Contains(Step.Verack);
        Assert.Equal(established, run.Handshake.IsEstablished);
        Assert.DoesNotContain(Step.OldVersion, run.Accepted);
        Assert.DoesNotContain(Step.OwnNonce, run.Accepted);
    });

    [Fact]
    public void Nothing_is_sent_twice_and_VERACK_only_for_an_accepted_VERSION() => Gen.Select(Gen.Bool, Sequences).Sample((outbound, steps) =>
    {
        var run = Play(outbound, steps);
        var accepted = run.Accepted.Contains(Step.Version);
        var isToSelf = run.Replies.Exists(reply => reply.Refusal == DisconnectReason.SelfConnection);
        Assert.Equal(outbound || accepted || isToSelf ? 1 : 0, run.Replies.Count(reply => reply.SendVersion));
        Assert.Equal(accepted ? 1 : 0, run.Replies.Count(reply => reply.SendVerack));
    });

    [Fact]
    public void A_refusal_says_why_and_sends_nothing_but_our_VERSION_to_ourselves() => Gen.Select(Gen.Bool, Sequences).Sample((outbound, steps) =>
        Assert.All(Play(outbound, steps).Replies.Where(reply => reply.Refusal is not null), reply =>
        {
            Assert.False(reply.SendVerack);
            Assert.True(!reply.SendVersion || (!outbound && reply.Refusal == DisconnectReason.SelfConnection));
            Assert.NotNull(reply.Detail);
        }));

    /// <summary>Every step in turn, also past a refusal: a caller that plays on must not be able to break the rules.</summary>
    private static (Handshake Handshake, List<HandshakeReply> Replies, List<Step> Accepted) Play(bool outbound, Step[] steps)
    {
        var handshake = new Handshake(outbound, nonce => nonce == Ours);
        var replies = new List<HandshakeReply> { handshake.Open() };
        var accepted = new List<Step>();
        foreach (var step in steps)
        {
            var reply = step switch
            {
                Step.Version => handshake.OnVersion(1, Ours + 1),
                Step.OldVersion => handshake.OnVersion(0, Ours + 1),
                Step.OwnNonce => handshake.OnVersion(1, Ours),
                _ => handshake.OnVerack(),
            };
            replies.Add(reply);
            if (reply.Refusal is null) accepted.Add(step);
        }

        return (handshake, replies, accepted);
    }
}
