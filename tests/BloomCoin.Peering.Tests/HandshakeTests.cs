using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Tests;

/// <summary>wire-protocol 3, rule by rule.</summary>
public sealed class HandshakeTests
{
    private const ulong Ours = 7;
    private const ulong Theirs = 8;
    private const ulong OtherGateways = 9;

    public static TheoryData<bool> Roles => [true, false];

    // Rule 1.
    [Fact]
    public void The_connecting_side_sends_VERSION_at_once() => Assert.Equal(HandshakeReply.Version, new Handshake(outbound: true, IsOurs).Open());

    // Rule 1.
    [Fact]
    public void The_accepting_side_says_nothing_before_the_other() => Assert.Equal(HandshakeReply.Nothing, new Handshake(outbound: false, IsOurs).Open());

    // Rules 1 and 2.
    [Fact]
    public void The_accepting_side_answers_VERSION_with_VERSION_and_VERACK() =>
        Assert.Equal(HandshakeReply.VersionAndVerack, Opened(outbound: false).OnVersion(1, Theirs));

    // Rule 2.
    [Fact]
    public void The_connecting_side_answers_VERSION_with_VERACK() =>
        Assert.Equal(HandshakeReply.Verack, Opened(outbound: true).OnVersion(1, Theirs));

    // Rule 2.
    [Theory, MemberData(nameof(Roles))]
    public void A_side_that_received_VERSION_and_VERACK_is_established(bool outbound)
    {
        var handshake = Opened(outbound);
        handshake.OnVersion(1, Theirs);
        Assert.False(handshake.IsEstablished);
        Assert.Equal(HandshakeReply.Nothing, handshake.OnVerack());
        Assert.True(handshake.IsEstablished);
    }

    // Rule 1: either order is accepted from an accepting side.
    [Fact]
    public void VERACK_may_come_before_VERSION_once_ours_is_sent()
    {
        var handshake = Opened(outbound: true);
        Assert.Equal(HandshakeReply.Nothing, handshake.OnVerack());
        Assert.False(handshake.IsEstablished);
        Assert.Equal(HandshakeReply.Verack, handshake.OnVersion(1, Theirs));
        Assert.True(handshake.IsEstablished);
    }

    // Rule 4.
    [Theory, MemberData(nameof(Roles))]
    public void A_version_below_1_is_refused(bool outbound) =>
        Assert.Equal(DisconnectReason.VersionTooOld, Opened(outbound).OnVersion(0, Theirs).Refusal);

    // Versions to come are spoken with: they may add, and change nothing.
    [Theory, MemberData(nameof(Roles))]
    public void A_later_version_is_accepted(bool outbound) => Assert.Null(Opened(outbound).OnVersion(uint.MaxValue, Theirs).Refusal);

    // Rule 4.
    [Theory, MemberData(nameof(Roles))]
    public void Our_own_nonce_is_a_connection_to_ourselves(bool outbound) =>
        Assert.Equal(DisconnectReason.SelfConnection, Opened(outbound).OnVersion(1, Ours).Refusal);

    // Rule 4: any gateway of its cluster.
    [Theory, MemberData(nameof(Roles))]
    public void A_nonce_of_another_gateway_is_a_connection_to_ourselves(bool outbound) =>
        Assert.Equal(DisconnectReason.SelfConnection, Opened(outbound).OnVersion(1, OtherGateways).Refusal);

    // p2p-anchors, scenario 6: the dialler marks the address as ours, so it must see our nonce; it has sent its own.
    [Theory, MemberData(nameof(Roles))]
    public void A_connection_to_ourselves_is_told_our_VERSION_by_the_accepting_side(bool outbound)
    {
        var handshake = Opened(outbound);
        Assert.Equal((!outbound, false), (handshake.OnVersion(1, Ours) is var reply && reply.SendVersion, reply.SendVerack));
        Assert.False(handshake.OnVersion(1, Ours).SendVersion);
    }

    // Rule 4: no penalty falls on our own address, whatever else is wrong with the VERSION.
    [Fact]
    public void Our_own_nonce_is_seen_before_the_version() =>
        Assert.Equal(DisconnectReason.SelfConnection, Opened(outbound: false).OnVersion(0, Ours).Refusal);

    // Rule 4.
    [Theory, MemberData(nameof(Roles))]
    public void A_second_VERSION_is_refused(bool outbound)
    {
        var handshake = Opened(outbound);
        handshake.OnVersion(1, Theirs);
        Assert.Equal(DisconnectReason.ProtocolViolation, handshake.OnVersion(1, Theirs).Refusal);
    }

    // Rule 4, also once the connection is established.
    [Theory, MemberData(nameof(Roles))]
    public void A_VERSION_or_VERACK_after_the_handshake_is_refused(bool outbound)
    {
        var handshake = Opened(outbound);
        handshake.OnVersion(1, Theirs);
        handshake.OnVerack();
        Assert.Equal(DisconnectReason.ProtocolViolation, handshake.OnVersion(1, Theirs).Refusal);
        Assert.Equal(DisconnectReason.ProtocolViolation, handshake.OnVerack().Refusal);
    }

    // Rule 4: it accepts what was never sent.
    [Fact]
    public void A_VERACK_for_a_VERSION_that_was_not_sent_is_refused() =>
        Assert.Equal(DisconnectReason.ProtocolViolation, Opened(outbound: false).OnVerack().Refusal);

    // Rule 4.
    [Fact]
    public void Only_the_two_messages_of_the_handshake_may_come_before_its_end()
    {
        var handshake = Opened(outbound: false);
        var admitted = Enum.GetValues<MessageType>().Where(handshake.Admits);
        Assert.Equal([MessageType.Version, MessageType.Verack], admitted);

        handshake.OnVersion(1, Theirs);
        Assert.False(handshake.Admits(MessageType.Ping));
        handshake.OnVerack();
        Assert.All(Enum.GetValues<MessageType>(), type => Assert.True(handshake.Admits(type)));
    }

    // Rule 3.
    [Fact]
    public void The_whole_handshake_has_10_seconds() => Assert.Equal(TimeSpan.FromSeconds(10), Handshake.Timeout);

    private static bool IsOurs(ulong nonce) => nonce is Ours or OtherGateways;

    private static Handshake Opened(bool outbound)
    {
        var handshake = new Handshake(outbound, IsOurs);
        handshake.Open();
        return handshake;
    }
}
