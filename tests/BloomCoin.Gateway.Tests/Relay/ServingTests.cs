using BloomCoin.Chain;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Relay;

/// <summary>wire-protocol 5: what a peer that asks for transactions gets.</summary>
public sealed class ServingTests : IAsyncLifetime
{
    private readonly SessionContext _gateway = new();
    private SessionPair _pair = null!;

    public async ValueTask InitializeAsync() => _pair = await SessionPair.Establish(_gateway);

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]   // one TX per known txid, then NOT_FOUND for the rest
    public async Task GET_TX_is_answered_in_the_order_asked_and_then_with_NOT_FOUND_for_the_rest()
    {
        var held = TestTransactions.Make(0..3);
        var absent = TestTransactions.Make(10..12);
        _gateway.Mempool.Hold(held);
        await _pair.Peer.Send(Wire.GetTx([.. absent[0].Id(), .. held[2].Id(), .. held[0].Id(), .. absent[1].Id(), .. held[2].Id()]));
        foreach (var expected in new[] { held[2], held[0], held[2] })
            Assert.Equal(expected.Bytes.ToArray(), await _pair.Peer.Expect(MessageType.Tx));
        Assert.Equal(Payload(Wire.MissingTx(TestTransactions.Ids(absent))), await _pair.Peer.Expect(MessageType.NotFound));
    }

    [Fact]   // 1000 of nearly 100 000 bytes are 100 MB: they come in pieces, at the peer's pace, and nothing else waits
    public async Task A_long_answer_never_waits_in_memory_as_a_whole()
    {
        var held = Enumerable.Range(0, 1000).Select(number => TestTransactions.Make(number % 20, outputs: 2400)).ToList();
        _gateway.Mempool.Hold(held.Take(20));
        await _pair.Peer.Send(Wire.GetTx(TestTransactions.Ids(held)));
        for (var count = 0; count < held.Count; count++)
        {
            Assert.Equal(held[count].Bytes.Length, (await _pair.Peer.Expect(MessageType.Tx)).Length);
            Assert.InRange(_pair.Connection.Unsent, 0, 512 * 1024);
        }

        await _pair.Peer.ExpectAnswerToPing();
    }

    [Fact]   // PONG, BLOCK and HEADERS are not held back by bulk
    public async Task Headers_asked_for_behind_30_MB_of_transactions_come_before_these_end()
    {
        var held = Enumerable.Range(0, 300).Select(number => TestTransactions.Make(number % 20, outputs: 2400)).ToList();
        _gateway.Mempool.Hold(held.Take(20));
        await _pair.Peer.Send(Wire.GetTx(TestTransactions.Ids(held)), Wire.GetHeaders(5000, 1));
        var before = 0;
        while ((await _pair.Peer.Next()).Type != MessageType.Headers) before++;
        Assert.InRange(before, 0, 150);
    }

    [Fact]   // wire-protocol 2, TX: at most 100 000 bytes; a reorganisation may return a longer one
    public async Task One_that_no_TX_can_carry_is_not_found()
    {
        var (longOne, shortOne) = (TestTransactions.Make(1, outputs: 2500), TestTransactions.Make(2));
        _gateway.Mempool.Hold(longOne, shortOne);
        await _pair.Peer.Send(Wire.GetTx(TestTransactions.Ids(longOne, shortOne)));
        Assert.Equal(shortOne.Bytes.ToArray(), await _pair.Peer.Expect(MessageType.Tx));
        Assert.Equal(Payload(Wire.MissingTx(longOne.Id())), await _pair.Peer.Expect(MessageType.NotFound));
    }

    [Fact]   // wire-protocol 2, MEMPOOL
    public async Task An_empty_MEMPOOL_is_answered_with_the_inventory()
    {
        await _pair.Peer.Send(Wire.AskInventory());
        Assert.Equal(Payload(Wire.Inventory()), await _pair.Peer.Expect(MessageType.Mempool));

        var held = TestTransactions.Make(0..30);
        _gateway.Mempool.Hold(held);
        await _pair.Peer.Send(Wire.AskInventory());
        var inventory = await _pair.Peer.Expect(MessageType.Mempool);
        Assert.Equivalent(held.Select(one => one.Id), inventory[2..].Chunk(32).Select(id => new Hash256(id)), strict: true);
    }

    [Fact]   // wire-protocol 6, any other type: 100 a minute, over it dropped
    public async Task An_inventory_is_given_100_times_a_minute_and_no_more()
    {
        var asked = Enumerable.Repeat(Wire.AskInventory(), 10).ToArray();
        for (var round = 0; round < 10; round++)
        {
            await _pair.Peer.Send(asked);
            for (var answer = 0; answer < 10; answer++) await _pair.Peer.Expect(MessageType.Mempool);
        }

        await _pair.Peer.Send(asked);
        await _pair.Peer.ExpectAnswerToPing();
        _pair.Pass(0.61);   // a token of 100 a minute
        await _pair.Peer.Send(asked);
        await _pair.Peer.Expect(MessageType.Mempool);
        await _pair.Peer.ExpectAnswerToPing();
    }

    [Fact]   // an idle connection costs at most 20 KB in all
    public void What_a_peer_knows_is_bounded_and_costs_nothing_before_it_is_used()
    {
        var known = new KnownTransactions();
        var before = GC.GetAllocatedBytesForCurrentThread();
        known = new KnownTransactions();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);

        for (var i = 0; i < 3000; i++)
        {
            Assert.True(known.Add(TestTransactions.Make(i).Id()));
            Assert.False(known.Add(TestTransactions.Make(i).Id()));
        }

        Assert.All(Enumerable.Range(2000, 1000), i => Assert.False(known.Add(TestTransactions.Make(i).Id())));
        Assert.True(known.Add(TestTransactions.Make(1999).Id()));
    }

    private static byte[] Payload(byte[] frame) => frame[FrameHeader.Size..];
}
