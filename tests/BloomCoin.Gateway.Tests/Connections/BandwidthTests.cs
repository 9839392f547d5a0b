using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Connections;

/// <summary>wire-protocol 6, outbound bandwidth: paced, never dropped. On real sockets, by a clock that the test moves.</summary>
public sealed class BandwidthTests
{
    private const int Limit = 10_000, Bucket = Limit / 10;

    [Fact]
    public async Task Transactions_arrive_whole_in_order_and_at_the_paced_rate_and_a_PONG_overtakes_them()
    {
        using var shared = new SessionContext(bandwidthLimit: Limit);
        await using var pair = await SessionPair.Establish(shared);
        var before = pair.Connection.BytesSent;
        var frames = Enumerable.Range(0, 50).Select(index => Wire.Frame(new TxMessage(Filled(600, (byte)index)))).ToArray();
        foreach (var frame in frames) pair.Session.Send(new TxMessage(frame.AsSpan(FrameHeader.Size)));
        var total = frames.Sum(frame => (long)frame.Length);
        var arrived = await ReadUntilPong(pair);

        var overtook = arrived.Count;
        var started = pair.Time.GetUtcNow();
        while (arrived.Count < frames.Length)
        {
            var next = pair.Peer.Expect(MessageType.Tx);
            while (!next.IsCompleted)
            {
                var passed = (pair.Time.GetUtcNow() - started).TotalSeconds;
                Assert.InRange(pair.Connection.BytesSent - before, 0, Bucket + (Limit * passed) + Wire.Pong(0).Length);
                pair.Time.Advance(TimeSpan.FromMilliseconds(5));
                await Task.Yield();
            }

            arrived.Add(await next);
        }

        Assert.InRange((pair.Time.GetUtcNow() - started).TotalSeconds, (double)(total - Bucket) / Limit, double.MaxValue);
        Assert.InRange(overtook, 0, 2);
        Assert.Equal(frames.Select(frame => frame[FrameHeader.Size..]), arrived);
    }

    [Fact]   // anchors: a PING is answered within 2 s, also when it came inside a long frame and others wait for bandwidth before it
    public async Task A_PONG_behind_a_begun_frame_waits_for_its_rest_and_for_nobody_else()
    {
        using var shared = new SessionContext(bandwidthLimit: 100 * Limit);
        var others = new List<SessionPair>();
        for (var count = 0; count < 30; count++) others.Add(await SessionPair.Establish(shared));
        await using var pair = await SessionPair.Establish(shared);
        foreach (var other in others)
        {
            for (var count = 0; count < 5; count++) other.Session.Send(new TxMessage(new byte[100_000]));
        }

        pair.Session.Send(new TxMessage(new byte[100_000]));
        await Pass(pair, () => pair.Connection.BytesSent >= 4000);
        var unsent = pair.Connection.Unsent;
        await pair.Peer.Send(Wire.Ping(1));
        await GatewayCluster.Until(() => Task.FromResult(pair.Connection.Unsent > unsent), "the PING did not come");
        var asked = pair.Time.GetUtcNow();
        await Pass(pair, () => pair.Connection.Unsent == 0);
        await pair.Peer.Expect(MessageType.Tx);
        await pair.Peer.Expect(MessageType.Pong);
        Assert.InRange((pair.Time.GetUtcNow() - asked).TotalSeconds, 0, 2);   // 0.1 s is its rest; in turn with the others it would be 3 s
        foreach (var other in others) await other.DisposeAsync();
    }

    [Fact]   // wire-protocol 6: what is paced is no slow reader's
    public async Task A_connection_that_ends_while_it_waits_leaves_the_bandwidth_to_others()
    {
        using var shared = new SessionContext(bandwidthLimit: Limit);
        var gone = await SessionPair.Establish(shared);
        await using var pair = await SessionPair.Establish(shared);
        for (var count = 0; count < 100; count++) gone.Session.Send(new TxMessage(new byte[10_000]));
        pair.Session.Send(new TxMessage(new byte[500]));
        await gone.DisposeAsync();
        var answer = pair.Peer.Expect(MessageType.Tx);
        await Pass(pair, () => answer.IsCompleted);
        await answer;
    }

    private static Task Pass(SessionPair pair, Func<bool> until) => GatewayCluster.Until(
        () =>
        {
            for (var step = 0; step < 10 && !until(); step++) pair.Time.Advance(TimeSpan.FromMilliseconds(1));
            return Task.FromResult(until());
        },
        "what was paced did not come");

    private static async Task<List<byte[]>> ReadUntilPong(SessionPair pair)
    {
        var before = new List<byte[]>();
        await pair.Peer.Send(Wire.Ping(1));
        while (await pair.Peer.Next() is var (type, payload) && type != MessageType.Pong) before.Add(payload);
        return before;
    }

    private static byte[] Filled(int length, byte fill)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(fill);
        return bytes;
    }
}
