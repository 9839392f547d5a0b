using BloomCoin.Abstractions.Gateways;
using BloomCoin.Chain;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Relay;

/// <summary>wire-protocol 5: a new transaction is announced as a MEMPOOL inventory to peers that do not know it.</summary>
public sealed class TellingTests : IAsyncLifetime
{
    private readonly SessionContext _gateway = new();
    private readonly List<SessionPair> _pairs = [];
    private SessionPair _first = null!, _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await Connect();
        _second = await Connect();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _pairs) await pair.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]
    public async Task News_of_one_moment_go_out_in_one_inventory_but_not_to_their_source()
    {
        var news = TestTransactions.Make(0..3);
        Hear(_first, news[0]);
        Hear(null, news[1..]);
        _gateway.Relay.Announcer.Tell();
        Assert.Equal(Payload(Wire.Inventory(TestTransactions.Ids(news))), await _second.Peer.Expect(MessageType.Mempool));
        Assert.Equal(Payload(Wire.Inventory(TestTransactions.Ids(news[1..]))), await _first.Peer.Expect(MessageType.Mempool));
    }

    [Fact]
    public async Task A_peer_is_not_told_what_it_announced_sent_or_was_told_of()
    {
        var some = TestTransactions.Make(1..5);
        var (announced, sent, told, fetched) = (some[0], some[1], some[2], some[3]);
        _gateway.Mempool.Hold(fetched);
        await _first.Peer.Send(Wire.Inventory(announced.Id()), Wire.Tx(sent), Wire.GetTx(fetched.Id()));
        await _first.Peer.Expect(MessageType.Tx);
        Hear(null, told);
        _gateway.Relay.Announcer.Tell();
        await _first.Peer.Expect(MessageType.Mempool);

        Hear(null, announced, sent, told, fetched);
        _gateway.Relay.Announcer.Tell();
        await _first.Peer.ExpectAnswerToPing();
        await _second.Peer.Expect(MessageType.Mempool);
        var unknown = Payload(Wire.Inventory(TestTransactions.Ids(announced, sent, fetched)));
        Assert.Equal(unknown, await _second.Peer.Expect(MessageType.Mempool));
    }

    [Fact]   // a client's transaction that is in no block yet
    public async Task What_is_announced_again_goes_to_those_who_know_it_too()
    {
        var local = TestTransactions.Make(1);
        for (var round = 0; round < 2; round++)
        {
            _gateway.Relay.Announcer.Add(new TransactionNews(local.Id(), null, Again: true));
            _gateway.Relay.Announcer.Tell();
            Assert.Equal(Payload(Wire.Inventory(local.Id())), await _first.Peer.Expect(MessageType.Mempool));
        }
    }

    [Fact]   // wire-protocol 6, any other type: 100 a minute. A sender paces itself, and what had to wait goes together
    public async Task A_peer_is_sent_no_more_inventories_than_it_takes_and_misses_nothing()
    {
        var news = TestTransactions.Make(0..150);
        foreach (var one in news)
        {
            Hear(null, one);
            _gateway.Relay.Announcer.Tell();
        }

        for (var count = 0; count < 100; count++)
            Assert.Equal(Payload(Wire.Inventory(news[count].Id())), await _first.Peer.Expect(MessageType.Mempool));
        await _first.Peer.ExpectAnswerToPing();
        _gateway.Time.Advance(TimeSpan.FromSeconds(1));
        _gateway.Relay.Announcer.Tell();
        Assert.Equal(Payload(Wire.Inventory(TestTransactions.Ids(news[100..]))), await _first.Peer.Expect(MessageType.Mempool));
    }

    [Fact]   // a peer that is the source of much hears of the rest all the same
    public async Task News_that_a_peer_knows_use_up_nothing_of_its_limit()
    {
        foreach (var one in TestTransactions.Make(0..150))
        {
            Hear(_first, one);
            _gateway.Relay.Announcer.Tell();
        }

        var other = TestTransactions.Make(500);
        Hear(null, other);
        _gateway.Relay.Announcer.Tell();
        Assert.Equal(Payload(Wire.Inventory(other.Id())), await _first.Peer.Expect(MessageType.Mempool));
    }

    [Fact]   // at most 5000 txids an inventory
    public async Task Many_news_go_in_several_inventories_and_what_was_before_a_peer_came_is_not_news_to_it()
    {
        Hear(null, TestTransactions.Make(0..7000));
        var late = await Connect();
        _gateway.Relay.Announcer.Tell();
        Assert.Equal(2 + (5000 * 32), (await _first.Peer.Expect(MessageType.Mempool)).Length);
        Assert.Equal(2 + (2000 * 32), (await _first.Peer.Expect(MessageType.Mempool)).Length);
        await late.Peer.ExpectAnswerToPing();
    }

    [Fact]   // wire-protocol 3, services bit 2
    public async Task A_peer_with_a_mempool_is_asked_for_its_inventory_once()
    {
        var serving = await Connect(NodeServices.Mempool);
        Assert.Empty(await serving.Peer.Expect(MessageType.Mempool));
        _gateway.Relay.Beat();
        await serving.Peer.ExpectAnswerToPing();
        await _first.Peer.ExpectAnswerToPing();   // it serves none
    }

    [Fact]   // their outputs are not known here yet
    public async Task A_node_that_is_far_behind_asks_for_no_transactions_until_it_has_caught_up()
    {
        var ahead = await Connect(NodeServices.Mempool, startHeight: 301);
        _gateway.Tip.MoveTo(200);
        _gateway.Relay.Beat();
        await ahead.Peer.Send(Wire.Inventory(TestTransactions.Make(1).Id()));
        await ahead.Peer.ExpectAnswerToPing();
        Assert.Equal(0, _gateway.Relay.Requests.Count);

        _gateway.Tip.MoveTo(201);
        _gateway.Relay.Beat();
        Assert.Empty(await ahead.Peer.Expect(MessageType.Mempool));
        await ahead.Peer.Send(Wire.Inventory(TestTransactions.Make(2).Id()));
        await ahead.Peer.ExpectAnswerToPing();
        Assert.Equal(1, _gateway.Relay.Requests.Count);
    }

    [Fact]   // bounded memory: a peer that was told nothing for long misses the oldest
    public async Task Announcements_that_wait_are_bounded()
    {
        for (var part = 0; part < 12; part++) Hear(null, TestTransactions.Make((part * 5000)..((part + 1) * 5000)));
        _gateway.Relay.Announcer.Tell();
        var told = 0;
        while (told < TransactionAnnouncer.MaxBehind) told += (await _first.Peer.Expect(MessageType.Mempool)).Length / 32;
        Assert.Equal(TransactionAnnouncer.MaxBehind, told);
        await _first.Peer.ExpectAnswerToPing();
    }

    private async Task<SessionPair> Connect(NodeServices services = NodeServices.None, uint startHeight = 0)
    {
        var pair = await SessionPair.Establish(_gateway, services, startHeight);
        _pairs.Add(pair);
        return pair;
    }

    private void Hear(SessionPair? source, params IEnumerable<Transaction> transactions) =>
        _gateway.Relay.Announcer.Add(new TransactionNews(TestTransactions.Ids(transactions), source?.Connection.Id, Again: false));

    private static byte[] Payload(byte[] frame) => frame[FrameHeader.Size..];
}
