using BloomCoin.Peering.Limits;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Limits;

/// <summary>wire-protocol 6: outbound bandwidth is paced, never dropped; fair between connections, chain before bulk.</summary>
public sealed class BandwidthPacerTests : IDisposable
{
    private const int Limit = 1_000_000, Bucket = Limit / 10;

    private readonly FakeTimeProvider _time = new();
    private readonly BandwidthPacer _pacer;
    private readonly List<(int Connection, int Bytes)> _sent = [];

    private readonly Queue<Action> _woken = new();

    public BandwidthPacerTests() => _pacer = new BandwidthPacer(Limit, _time);

    public void Dispose() => _pacer.Dispose();

    [Fact]
    public void A_piece_is_as_large_as_asked_for_until_bandwidth_is_short()
    {
        var turn = new BandwidthTurn(() => { });
        Assert.Equal(64 * 1024, _pacer.Ask(turn, BandwidthRank.Bulk, 64 * 1024));
        Assert.Equal(BandwidthPacer.BulkPiece, _pacer.Ask(turn, BandwidthRank.Bulk, 64 * 1024));
        Assert.Equal(BandwidthPacer.ChainPiece, _pacer.Ask(turn, BandwidthRank.Chain, 64 * 1024));
    }

    [Fact]
    public void Limit_0_is_no_limit() => Assert.False(new BandwidthPacer(0, _time).IsLimited);

    [Fact]   // first come, first served, a piece at a time
    public void Connections_that_want_without_end_get_the_same()
    {
        Exhaust();
        for (var connection = 0; connection < 10; connection++) Stream(connection, BandwidthRank.Bulk);
        Pass(seconds: 4);
        var shares = Enumerable.Range(0, 10).Select(SentBy).ToArray();
        Assert.InRange(shares.Sum(), (4 * Limit) - Bucket, 4 * Limit);
        Assert.InRange(shares.Max() - shares.Min(), 0, BandwidthPacer.BulkPiece);
    }

    [Fact]
    public void Blocks_go_before_bulk_which_keeps_every_fourth_piece()
    {
        Exhaust();
        Stream(0, BandwidthRank.Bulk);
        Stream(1, BandwidthRank.Chain);
        Pass(seconds: 4);
        Assert.Equal(3.0 * BandwidthPacer.ChainPiece / BandwidthPacer.BulkPiece, (double)SentBy(1) / SentBy(0), 0.3);
    }

    [Fact]   // a PONG waits for the rest of the frame before it: not for the pieces of 100 others
    public void The_rest_of_a_frame_that_a_PONG_waits_behind_goes_before_everybody_and_is_made_up_for()
    {
        Exhaust();
        for (var connection = 0; connection < 100; connection++) Stream(connection, BandwidthRank.Bulk);
        Pass(seconds: 1);
        _sent.Clear();
        var turn = Stream(200, BandwidthRank.Urgent, pieces: 10);
        Pass(seconds: 0.2);
        Assert.Equal(10 * BandwidthPacer.ChainPiece, SentBy(200));
        Assert.All(_sent.Take(10), sent => Assert.Equal(200, sent.Connection));

        Assert.Equal(0, _pacer.Ask(turn, BandwidthRank.Bulk, 64 * 1024));
        Pass(seconds: 15);
        Assert.Equal(10 * BandwidthPacer.ChainPiece, SentBy(200));
        Pass(seconds: 5);
        Assert.Equal(Enumerable.Range(0, 100).Average(SentBy), SentBy(200), 4.0 * BandwidthPacer.BulkPiece);
    }

    [Fact]
    public void Who_asks_again_keeps_its_place_and_one_that_has_a_block_now_moves_before_bulk()
    {
        Exhaust();
        var (first, second) = (Turn(0), Turn(1));
        Assert.Equal(0, _pacer.Ask(first, BandwidthRank.Bulk, 1000));
        Assert.Equal(0, _pacer.Ask(second, BandwidthRank.Bulk, 1000));
        Assert.Equal(0, _pacer.Ask(first, BandwidthRank.Bulk, 1000));
        Assert.Equal(0, _pacer.Ask(second, BandwidthRank.Chain, 1000));
        Pass(seconds: 0.01);
        Assert.Equal([(1, 1000), (0, 1000)], _sent);
    }

    [Fact]
    public void A_connection_that_ends_leaves_its_place_and_what_it_was_granted()
    {
        Exhaust();
        var (gone, next) = (new BandwidthTurn(() => { }), Turn(1));
        Assert.Equal(0, _pacer.Ask(gone, BandwidthRank.Bulk, 4000));
        Assert.Equal(0, _pacer.Ask(next, BandwidthRank.Bulk, 4000));
        _time.Advance(TimeSpan.FromMilliseconds(4));
        Assert.Empty(_sent);
        _pacer.Leave(gone);
        Assert.Equal(4000, _pacer.Ask(new BandwidthTurn(() => { }), BandwidthRank.Urgent, 4000) + SentBy(1));
    }

    [Fact]   // any window of one second, control excepted; nobody waits for ever
    public void Whoever_asks_for_whatever_no_second_sees_more_than_the_limit_and_one_bucket_and_all_are_served() =>
        Gen.Select(Gen.Long[1_000, 2_000_000], Gen.Select(Gen.Int[0, 20], Gen.Int[0, 2], Gen.Int[1, 65_536], Gen.Double[0, 0.2]).Array[1, 200])
            .Sample((limit, asks) =>
        {
            var time = new FakeTimeProvider();
            using var pacer = new BandwidthPacer(limit, time);
            var granted = new List<(DateTimeOffset At, int Bytes)>();
            var waiting = new HashSet<int>();
            var turns = new BandwidthTurn[21];
            for (var i = 0; i < turns.Length; i++)
            {
                var connection = i;
                turns[i] = new BandwidthTurn(() => Take(connection, BandwidthRank.Bulk, 1));
            }

            foreach (var (connection, rank, wanted, pause) in asks)
            {
                waiting.Add(connection);
                Take(connection, (BandwidthRank)rank, wanted);
                time.Advance(TimeSpan.FromSeconds(pause));
                var second = granted.Where(grant => time.GetUtcNow() - grant.At < TimeSpan.FromSeconds(1)).Sum(grant => (long)grant.Bytes);
                Assert.InRange(second, 0, limit + (limit / 10));
            }

            for (var step = 0; step < 1000; step++) time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.Empty(waiting);

            void Take(int connection, BandwidthRank rank, int wanted)
            {
                if (pacer.Ask(turns[connection], rank, wanted) is not (> 0 and var bytes)) return;
                granted.Add((time.GetUtcNow(), bytes));
                waiting.Remove(connection);
            }
        }, iter: 200);

    private void Exhaust() => Assert.Equal(Bucket, _pacer.Ask(new BandwidthTurn(() => { }), BandwidthRank.Bulk, Bucket));

    private long SentBy(int connection) => _sent.Where(sent => sent.Connection == connection).Sum(sent => (long)sent.Bytes);

    private void Pass(double seconds)
    {
        for (var step = 0; step < seconds * 1000; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            while (_woken.TryDequeue(out var woken)) woken();
        }
    }

    /// <summary>A connection that fetches what it is granted and asks for no more.</summary>
    private BandwidthTurn Turn(int connection)
    {
        BandwidthTurn? turn = null;
        return turn = new BandwidthTurn(() => _sent.Add((connection, _pacer.Ask(turn!, BandwidthRank.Bulk, 1))));
    }

    /// <summary>A connection that always has more to send, as long as it has pieces.</summary>
    private BandwidthTurn Stream(int connection, BandwidthRank rank, int pieces = int.MaxValue)
    {
        BandwidthTurn? turn = null;
        turn = new BandwidthTurn(() => _woken.Enqueue(Send));
        Send();
        return turn;

        void Send()
        {
            for (; _pacer.Ask(turn!, rank, 64 * 1024) is > 0 and var bytes; _sent.Add((connection, bytes)))
            {
                if (--pieces == 0) rank = BandwidthRank.Bulk;
            }
        }
    }
}
