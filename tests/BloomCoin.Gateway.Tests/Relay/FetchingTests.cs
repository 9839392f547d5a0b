using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Relay;

/// <summary>wire-protocol 5 and 6: how announced transactions are got, one peer at a time.</summary>
public sealed class FetchingTests : IAsyncLifetime
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
    public async Task Announced_transactions_that_the_mempool_does_not_know_are_asked_for_and_handed_to_it()
    {
        var (known, wanted) = (TestTransactions.Make(0..2), TestTransactions.Make(5..8));
        _gateway.Mempool.Hold(known);
        await Announce(_first, [.. known, .. wanted]);
        Assert.Equal(Payload(Wire.GetTx(TestTransactions.Ids(wanted))), await _first.Peer.Expect(MessageType.GetTx));

        await Deliver(_first, wanted);
        var (batch, source) = Assert.Single(_gateway.Mempool.Submitted);
        Assert.Equal(wanted.Select(one => one.Bytes.ToArray()), batch.Select(one => one.ToArray()));
        Assert.Equal(_first.Connection.Id, source);
        Assert.Equal(0, _gateway.Relay.Requests.Count);
    }

    [Fact]   // at most 1000 txids a GET_TX
    public async Task A_whole_inventory_is_asked_for_in_five_messages()
    {
        var wanted = TestTransactions.Make(0..5000);
        await Announce(_first, wanted);
        for (var part = 0; part < 5; part++)
        {
            var expected = Payload(Wire.GetTx(TestTransactions.Ids(wanted.Skip(part * 1000).Take(1000))));
            Assert.Equal(expected, await _first.Peer.Expect(MessageType.GetTx));
        }
    }

    [Fact]
    public async Task What_one_peer_is_asked_for_is_not_asked_of_another()
    {
        var wanted = TestTransactions.Make(0..4);
        await Announce(_first, wanted[..3]);
        await _first.Peer.Expect(MessageType.GetTx);
        await Announce(_second, wanted);
        Assert.Equal(Payload(Wire.GetTx(wanted[3].Id())), await _second.Peer.Expect(MessageType.GetTx));
    }

    [Fact]   // it is not disconnected for it
    public async Task A_peer_that_owes_for_30_s_loses_the_request_to_another_that_announced_it()
    {
        var wanted = TestTransactions.Make(1);
        await Announce(_first, wanted);
        await _first.Peer.Expect(MessageType.GetTx);
        await Announce(_second, wanted);
        _gateway.Time.Advance(TimeSpan.FromSeconds(29));
        await Beat();
        await _second.Peer.ExpectAnswerToPing();

        _gateway.Time.Advance(TimeSpan.FromSeconds(1));
        await Beat();
        Assert.Equal(Payload(Wire.GetTx(wanted.Id())), await _second.Peer.Expect(MessageType.GetTx));
        await _first.Peer.ExpectAnswerToPing();

        _gateway.Time.Advance(TimeSpan.FromSeconds(30));
        await Beat();
        Assert.Equal(0, _gateway.Relay.Requests.Count);   // nobody else has it
    }

    [Fact]
    public async Task NOT_FOUND_and_a_closed_connection_turn_to_the_next_at_once()
    {
        var (missing, orphaned) = (TestTransactions.Make(1), TestTransactions.Make(2));
        await Announce(_first, missing, orphaned);
        await _first.Peer.Expect(MessageType.GetTx);
        await Announce(_second, missing, orphaned);
        await _first.Peer.Send(Wire.MissingTx(missing.Id()));
        await _first.Peer.ExpectAnswerToPing();
        await _gateway.Relay.Requests.AskForNew();
        Assert.Equal(Payload(Wire.GetTx(missing.Id())), await _second.Peer.Expect(MessageType.GetTx));

        _first.Connection.Close(Peering.DisconnectReason.RemoteClosed, "gone");
        await Beat();
        Assert.Equal(Payload(Wire.GetTx(orphaned.Id())), await _second.Peer.Expect(MessageType.GetTx));
    }

    [Fact]   // a txid covers no signature: who delivers a forgery must not keep the honest one away
    public async Task What_the_mempool_does_not_take_is_asked_of_the_next()
    {
        var wanted = TestTransactions.Make(1);
        await Announce(_first, wanted);
        await _first.Peer.Expect(MessageType.GetTx);
        await Announce(_second, wanted);
        _gateway.Mempool.Judge = _ => SubmitOutcome.Invalid;
        await Deliver(_first, wanted);
        await _gateway.Relay.Requests.AskForNew();
        Assert.Equal(Payload(Wire.GetTx(wanted.Id())), await _second.Peer.Expect(MessageType.GetTx));

        _gateway.Mempool.Judge = _ => SubmitOutcome.Accepted;
        await Deliver(_second, wanted);
        Assert.Equal(0, _gateway.Relay.Requests.Count);
    }

    [Fact]   // wire-protocol 6: TX 100 a minute and peer, those that were asked for apart
    public async Task A_flood_of_unasked_transactions_is_dropped_at_100_a_minute()
    {
        var asked = TestTransactions.Make(0..50);
        await Announce(_first, asked);
        await _first.Peer.Expect(MessageType.GetTx);
        await _first.Peer.Send([.. TestTransactions.Make(1000..1300).Select(Wire.Tx)]);
        await Deliver(_first, asked);
        Assert.Equal(150, _gateway.Mempool.Submitted.Sum(batch => batch.Transactions.Count));
        Assert.Equal(0, _gateway.Relay.Requests.Count);
        Assert.True(_first.Connection.IsOpen);
    }

    [Fact]   // wire-protocol 6, any other type: 100 a minute, over it dropped
    public async Task A_flood_of_inventories_is_dropped_at_100_a_minute()
    {
        await _first.Peer.Send([.. TestTransactions.Make(0..300).Select(one => Wire.Inventory(one.Id()))]);
        await _first.Peer.ExpectAnswerToPing();
        Assert.Equal(100, _gateway.Relay.Requests.Count);
    }

    [Fact]   // each costs a look into the store and a signature, and an answer counts against no limit
    public async Task A_peer_that_delivers_invalid_transactions_when_asked_is_not_asked_again_for_a_minute()
    {
        _gateway.Mempool.Judge = _ => SubmitOutcome.Invalid;
        var worthless = TestTransactions.Make(0..101);
        await Announce(_first, worthless);
        await _first.Peer.Expect(MessageType.GetTx);
        await Deliver(_first, worthless);

        await Announce(_first, TestTransactions.Make(200));
        await _first.Peer.ExpectAnswerToPing();
        Assert.Equal(0, _gateway.Relay.Requests.Count);
        _gateway.Time.Advance(TimeSpan.FromMinutes(1));
        await Announce(_first, TestTransactions.Make(200));
        await _first.Peer.Expect(MessageType.GetTx);
    }

    [Fact]   // bounded memory: one inventory a peer, and all of them together
    public async Task Announcements_that_are_never_delivered_are_bounded()
    {
        for (var round = 0; round < 3; round++)
        {
            await _first.Peer.Send(Wire.Inventory(TestTransactions.Ids(TestTransactions.Make((round * 5000)..((round + 1) * 5000)))));
            await _first.Peer.ExpectAnswerToPing();
        }

        Assert.Equal(TransactionRequests.MaxPerPeer, _gateway.Relay.Requests.Count);
        await Announce(_second, TestTransactions.Make(20_000));
        await _second.Peer.Expect(MessageType.GetTx);
    }

    [Fact]   // bytes that are no transaction are dropped; nobody is disconnected for them
    public async Task A_TX_that_is_no_transaction_is_let_go()
    {
        await _first.Peer.Send(Wire.Frame(MessageType.Tx, new byte[100]));
        await _first.Peer.ExpectAnswerToPing();
        Assert.False(await _gateway.Relay.Inbox.SubmitNext());
    }

    [Fact]   // wire-protocol 6: bytes that are no transaction answer no GET_TX, so they count
    public async Task Garbage_from_a_peer_that_was_asked_for_a_transaction_is_held_to_the_limit()
    {
        await Announce(_first, TestTransactions.Make(1));
        await _first.Peer.Expect(MessageType.GetTx);
        for (var sent = 0; sent <= 300; sent++) await _first.Peer.Send(Wire.Frame(MessageType.Tx, new byte[100]));

        var cause = await _first.Ended.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(DisconnectReason.ProtocolViolation, cause.Reason);
    }

    [Fact]   // while the mempool is away, as while its silo is replaced
    public async Task What_cannot_be_judged_now_is_asked_for_later()
    {
        var wanted = TestTransactions.Make(1);
        _gateway.Mempool.IsBroken = true;
        await Announce(_first, wanted);
        Assert.Equal(1, _gateway.Relay.Requests.Count);
        _gateway.Mempool.IsBroken = false;
        await Beat();
        await _first.Peer.Expect(MessageType.GetTx);

        await Announce(_second, wanted);
        _gateway.Mempool.IsBroken = true;
        await Deliver(_first, wanted);
        _gateway.Mempool.IsBroken = false;
        await Beat();
        await _second.Peer.Expect(MessageType.GetTx);
    }

    [Fact]   // a batch is 100 transactions or 1 MiB; what waits is bounded too
    public async Task The_inbox_takes_batches_and_drops_what_does_not_fit()
    {
        var inbox = _gateway.Relay.Inbox;
        var taken = Enumerable.Range(0, 3000).Count(number => inbox.TryAdd(_first.Session, TestTransactions.Make(number)));
        Assert.Equal(TransactionInbox.MaxWaiting, taken);
        while (await inbox.SubmitNext())
        {
        }

        Assert.Equal(20, _gateway.Mempool.Submitted.Count);
        Assert.All(_gateway.Mempool.Submitted, batch => Assert.Equal(100, batch.Transactions.Count));

        _gateway.Mempool.Submitted.Clear();
        taken = Enumerable.Range(0, 200).Count(number => inbox.TryAdd(number % 2 == 0 ? _first.Session : _second.Session, TestTransactions.Make(number, outputs: 2400)));
        Assert.InRange(taken, 80, TransactionInbox.MaxWaitingBytes / 96_000);
        await inbox.SubmitNext();
        Assert.InRange(_gateway.Mempool.Submitted.Single().Transactions.Count, 10, 11);
        Assert.Equal(Guid.Empty, _gateway.Mempool.Submitted.Single().Source);   // from several
    }

    private async Task<SessionPair> Connect()
    {
        var pair = await SessionPair.Establish(_gateway);
        _pairs.Add(pair);
        return pair;
    }

    private async Task Announce(SessionPair from, params IEnumerable<Transaction> transactions)
    {
        await from.Peer.Send(Wire.Inventory(TestTransactions.Ids(transactions)));
        await from.Peer.ExpectAnswerToPing();
        await _gateway.Relay.Requests.AskForNew();
    }

    private async Task Deliver(SessionPair from, params IEnumerable<Transaction> transactions)
    {
        await from.Peer.Send([.. transactions.Select(Wire.Tx)]);
        await from.Peer.ExpectAnswerToPing();
        while (await _gateway.Relay.Inbox.SubmitNext())
        {
        }
    }

    private async Task Beat()
    {
        _gateway.Relay.Beat();
        await _gateway.Relay.Requests.AskForNew();
    }

    private static byte[] Payload(byte[] frame) => frame[FrameHeader.Size..];
}
