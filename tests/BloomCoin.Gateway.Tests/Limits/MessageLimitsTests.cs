using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Limits;

/// <summary>wire-protocol 6, over real sockets with a test's clock: what is over a limit is dropped, a flood ends the connection, and an address has one budget.</summary>
public sealed class MessageLimitsTests : IDisposable
{
    private readonly SessionContext _gateway = new();
    private readonly SessionContext _strict = new(exemptLoopback: false);

    public void Dispose()
    {
        _gateway.Dispose();
        _strict.Dispose();
    }

    [Fact]   // any other type: 100 a minute and peer
    public async Task A_hundred_PINGs_are_answered_and_what_is_over_is_dropped_until_time_has_passed()
    {
        await using var pair = await SessionPair.Establish(_gateway);
        await Ping(pair, 0, 150);
        await pair.Peer.Send(Wire.AskInventory());
        await ExpectPongs(pair, 0, 100);
        await pair.Peer.Expect(MessageType.Mempool);   // so all PINGs before it were looked at

        _gateway.Time.Advance(TimeSpan.FromSeconds(60));
        await Ping(pair, 150, 100);
        await ExpectPongs(pair, 150, 100);
        Assert.Equal([1], _gateway.Peers.Noted(pair.Session.Key, PeerEvent.RateLimited));
        Assert.True(pair.Connection.IsOpen);
    }

    [Fact]
    public async Task More_than_three_times_the_limit_within_the_minute_ends_the_connection()
    {
        await using var pair = await SessionPair.Establish(_gateway);
        await pair.Peer.SendInVain([.. Enumerable.Range(0, 301).Select(nonce => Wire.Ping((ulong)nonce))]);
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
        Assert.Equal([1], _gateway.Peers.Noted(pair.Session.Key, PeerEvent.ProtocolViolation));
    }

    [Theory]   // each has a limit of its own
    [InlineData(MessageType.GetTx, 100)]
    [InlineData(MessageType.GetPhase, 100)]
    [InlineData(MessageType.GetAddr, 100)]
    [InlineData(MessageType.Addr, 100)]
    [InlineData(MessageType.Mempool, 100)]
    [InlineData(MessageType.Tx, 100)]
    [InlineData(MessageType.Pong, 100)]
    [InlineData(MessageType.NotFound, 100)]
    [InlineData(MessageType.Headers, 100)]
    [InlineData(MessageType.Phase, 60)]
    [InlineData(MessageType.Coherence, 100)]
    public async Task A_flood_of_any_type_ends_the_connection(MessageType type, int perMinute)
    {
        await using var pair = await SessionPair.Establish(_gateway);
        var message = Wire.Sample(type);
        await pair.Peer.Send([.. Enumerable.Repeat(message, 3 * perMinute)]);
        await pair.Peer.Send(Wire.Ping(1));
        await GatewayCluster.Until(() => Task.FromResult(_gateway.Peers.Noted(pair.Session.Key, PeerEvent.RateLimited).Length == 1), "nothing was over the limit");
        Assert.True(pair.Connection.IsOpen);

        await pair.Peer.SendInVain(message);
        Assert.Equal(DisconnectReason.ProtocolViolation, (await pair.Ended).Reason);
    }

    [Fact]   // GET_BLOCKS: 20 a minute
    public async Task Twenty_GET_BLOCKS_are_answered_and_what_is_over_is_dropped()
    {
        await using var gateway = await GatewayCluster.Start(height: 2);
        using var peer = await ScriptedPeer.Establish(gateway.EndPoint);
        await peer.Send([.. Enumerable.Repeat(Wire.GetBlocks(ReferenceChain.Hash(1)), 60), Wire.Ping(1)]);
        var answers = new List<MessageType>();
        while (answers.Count(type => type == MessageType.Block) < 20 || !answers.Contains(MessageType.Pong)) answers.Add((await peer.Next()).Type);
        await peer.ExpectAnswerToPing(2);   // and not one block more
    }

    [Fact]   // p2p-anchors, scenario 23
    public async Task Connections_of_one_address_share_one_budget()
    {
        var left = 100;
        _strict.Reputation.OnLease = spent => Task.FromResult(spent.Select(use => new MessageBudget(use.Type, Math.Max(left -= use.Spent, 0))).ToArray());
        await using var first = await SessionPair.Establish(_strict);
        await using var second = await SessionPair.Establish(_strict);
        await Ping(first, 0, 70);
        await ExpectPongs(first, 0, 70);
        await Ping(second, 0, 70);
        await ExpectPongs(second, 0, 30);
        await GatewayCluster.Until(
            () => Task.FromResult(_strict.Peers.Noted(second.Session.Key, PeerEvent.RateLimited) is [1]), "the address was not held to its budget");
    }

    [Fact]
    public async Task What_was_spent_is_told_and_the_lease_given_back_when_the_last_connection_ends()
    {
        await using var pair = await SessionPair.Establish(_strict);
        await Ping(pair, 0, 10);
        await ExpectPongs(pair, 0, 10);
        pair.Connection.Close(DisconnectReason.Requested, "enough");
        await pair.Ended;
        Assert.Equal(1, _strict.Reputation.Ended);
        Assert.Equal(10, _strict.Reputation.Reports.Last().Single(use => use.Type == (byte)MessageType.Ping).Spent);
    }

    [Fact]
    public async Task A_lease_is_renewed_before_an_honest_peer_runs_out()
    {
        await using var pair = await SessionPair.Establish(_strict);
        await Ping(pair, 0, 60);
        await ExpectPongs(pair, 0, 60);
        _strict.Time.Advance(TimeSpan.FromSeconds(2));
        _strict.Budgets.Beat();
        Assert.Equal(60, _strict.Reputation.Reports.Last().Single(use => use.Type == (byte)MessageType.Ping).Spent);
    }

    [Fact]
    public async Task While_the_addresss_grain_cannot_be_reached_a_quarter_of_the_budget_goes_on()
    {
        _strict.Reputation.OnLease = _ => throw new TimeoutException("no grain");
        await using var pair = await SessionPair.Establish(_strict);
        await Ping(pair, 0, 60);
        await ExpectPongs(pair, 0, 25);
        await GatewayCluster.Until(
            () => Task.FromResult(_strict.Peers.Noted(pair.Session.Key, PeerEvent.RateLimited) is [1]), "more than a quarter went on");
    }

    [Fact]
    public async Task A_lease_that_is_late_holds_a_peers_messages_back_for_a_quarter_of_a_second()
    {
        var lease = new TaskCompletionSource<MessageBudget[]>();
        _strict.Reputation.OnLease = _ => lease.Task;
        await using var pair = await SessionPair.Establish(_strict);
        await Ping(pair, 0, 1);
        lease.SetResult([new MessageBudget((byte)MessageType.Ping, 100)]);
        await ExpectPongs(pair, 0, 1);
    }

    private static Task Ping(SessionPair pair, int from, int count) =>
        pair.Peer.Send([.. Enumerable.Range(from, count).Select(nonce => Wire.Ping((ulong)nonce))]);

    private static async Task ExpectPongs(SessionPair pair, int from, int count)
    {
        for (var nonce = from; nonce < from + count; nonce++)
            Assert.Equal(Wire.Ping((ulong)nonce)[FrameHeader.Size..], await pair.Peer.Expect(MessageType.Pong));
    }
}
