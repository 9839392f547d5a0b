using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Metrics;

/// <summary>Messages and bytes are counted by type, in both directions, whatever a peer sends.</summary>
public sealed class TrafficTests
{
    private const MessageType Unknown = (MessageType)0x7F;

    [Fact]
    public async Task Messages_are_counted_by_type_and_bytes_as_the_connection_counts_them()
    {
        using var gateway = new SessionContext();
        await using var pair = await SessionPair.Establish(gateway);
        var traffic = gateway.Context.Metrics.Traffic;
        for (var nonce = 1UL; nonce <= 3; nonce++)
        {
            await pair.Peer.Send(Wire.Ping(nonce));
            await pair.Peer.Expect(MessageType.Pong);
        }

        Assert.Equal((1, 1, 3), (traffic.ReceivedOf(MessageType.Version), traffic.ReceivedOf(MessageType.Verack), traffic.ReceivedOf(MessageType.Ping)));
        Assert.Equal((1, 1), (traffic.SentOf(MessageType.Version), traffic.SentOf(MessageType.Verack)));
        await pair.Settled();
        Assert.Equal(3, traffic.SentOf(MessageType.Pong));
        Assert.Equal((pair.Connection.BytesReceived, pair.Connection.BytesSent), (traffic.BytesReceived, traffic.BytesSent));
    }

    [Fact]   // wire-protocol 2: skipped and counted
    public async Task Types_without_a_name_are_counted_as_one()
    {
        using var gateway = new SessionContext();
        await using var pair = await SessionPair.Establish(gateway);
        await pair.Peer.Send(Wire.Frame(Unknown, 1, 2, 3), Wire.Frame((MessageType)0x7E), Wire.Ping(1));
        await pair.Peer.Expect(MessageType.Pong);
        Assert.Equal(2, gateway.Context.Metrics.Traffic.ReceivedOf(MessageType.None));
        Assert.Equal(2, gateway.Context.Metrics.Traffic.ReceivedOf(Unknown));
    }

    [Fact]   // a block that nobody asked for, from a peer whose ten of this minute are used up, goes by unbuffered
    public async Task A_message_that_is_let_go_by_is_counted_once()
    {
        using var gateway = new SessionContext();
        await using var pair = await SessionPair.Establish(gateway);
        for (var height = 1; height <= 12; height++) await pair.Peer.Send(Wire.Block(ReferenceChain.Block(height)));
        await pair.Peer.Send(Wire.Ping(1));
        await pair.Peer.Expect(MessageType.Pong);
        Assert.Equal(12, gateway.Context.Metrics.Traffic.ReceivedOf(MessageType.Block));
    }

    [Fact]
    public async Task Counts_of_many_threads_add_up()
    {
        var traffic = new TrafficCounts();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var count = 0; count < 10_000; count++)
            {
                traffic.Received(MessageType.Phase, 1);
                traffic.BytesCame(151);
                traffic.Sent(MessageType.Coherence);
                traffic.BytesWent(25);
            }
        })));
        Assert.Equal((80_000, 80_000), (traffic.ReceivedOf(MessageType.Phase), traffic.SentOf(MessageType.Coherence)));
        Assert.Equal((80_000 * 151, 80_000 * 25), (traffic.BytesReceived, traffic.BytesSent));
    }
}
