using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>An end that says something first: the accepting side of a connection to ourselves (wire-protocol 3, rule 4).</summary>
public sealed class FinishTests
{
    /// <summary>That of <see cref="SessionContext"/>.</summary>
    private const ulong Ours = 1;

    [Fact]
    public async Task What_was_queued_arrives_then_the_end_and_the_first_reason_counts()
    {
        await using var pair = await SessionPair.Open();
        await pair.Peer.Send(Wire.Version(nonce: Ours));
        await pair.Peer.Expect(MessageType.Version);
        await pair.Peer.ExpectClose();
        pair.Peer.Dispose();
        Assert.Equal(DisconnectReason.SelfConnection, (await pair.Ended.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Reason);
    }

    [Fact]   // another VERSION would be a good one, and a block a large one
    public async Task What_comes_after_it_is_for_nobody_and_who_stays_is_gone_at_10_s()
    {
        await using var pair = await SessionPair.Open();
        await pair.Peer.Send(Wire.Version(nonce: Ours), Wire.Version(nonce: 7), Wire.Verack(), Wire.Ping(1), Wire.Header(MessageType.Block, 32 << 20));
        await pair.Peer.Expect(MessageType.Version);
        await pair.Peer.ExpectClose();
        Assert.False(pair.Session.IsEstablished);
        pair.Pass(9.9);
        Assert.True(pair.Connection.IsOpen);
        Assert.InRange(pair.Connection.BufferedCapacity, 0, 64 * 1024);
        pair.Pass(0.1);
        Assert.Equal(DisconnectReason.SelfConnection, (await pair.Ended.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Reason);
    }

    [Fact]   // no penalty, whatever follows
    public async Task Bytes_that_break_a_rule_after_it_end_it_for_the_same_reason()
    {
        await using var pair = await SessionPair.Open();
        await pair.Peer.Send(Wire.Version(nonce: Ours));
        await pair.Peer.Expect(MessageType.Version);
        await pair.Peer.Send(new byte[64]);
        Assert.Equal(DisconnectReason.SelfConnection, (await pair.Ended.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).Reason);
    }
}
