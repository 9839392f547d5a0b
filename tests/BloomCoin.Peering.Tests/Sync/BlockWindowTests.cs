using BloomCoin.Peering.Sync;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Sync;

/// <summary>wire-protocol 5: blocks from several peers at once; whoever does not deliver loses the work to another.</summary>
public sealed class BlockWindowTests
{
    private const int Size = 10;

    private readonly FakeTimeProvider _time = new();
    private readonly BlockWindow _window;
    private readonly PeerLoad[] _peers;
    private int _known = 1000;

    public BlockWindowTests()
    {
        _window = new BlockWindow(1, _time);
        _peers = [.. Enumerable.Range(0, 8).Select(index => new PeerLoad($"peer:{index}", _time) { Height = 10_000 })];
    }

    [Fact]   // wire-protocol 5: 10 requests in flight in all, at most 2 to one peer
    public void Ten_requests_are_in_flight_in_all_and_two_to_one_peer()
    {
        var asks = Assign(_peers);
        Assert.Equal(10, asks.Count);
        Assert.All(_peers, peer => Assert.InRange(peer.Asks.Count, 1, 2));
        Assert.Equal(Enumerable.Range(0, 10).Select(range => 1 + (range * Size)), asks.Select(ask => ask.Start));
        Assert.Empty(Assign(_peers));
    }

    [Fact]
    public void One_peer_alone_gets_two_requests() => Assert.Equal(2, Assign(_peers[..1]).Count);

    [Fact]
    public void What_waits_to_be_appended_keeps_further_ranges_from_being_opened()
    {
        foreach (var ask in Assign(_peers).Skip(1)) Deliver(ask);
        Assert.Equal(1, _window.InFlight);
        Assert.Null(_window.Ready);
        Assert.Empty(Assign(_peers));
    }

    [Fact]   // anchors, scenario 19
    public void The_range_that_blocks_the_window_is_asked_of_a_second_peer_after_2_s_and_of_a_third_after_4_more()
    {
        _known = 11;
        var first = Assert.Single(Assign(_peers[..3]));
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Empty(Assign(_peers[..3]));

        _time.Advance(TimeSpan.FromSeconds(0.1));
        var second = _window.Assign(_peers[..3], _known, Size);
        Assert.Equal([first.Peer], second.Silent);
        Assert.Equal((1, 4), (Assert.Single(second.Asks).Start, _window.StallTimeout.TotalSeconds));

        _time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.Empty(Assign(_peers[..3]));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        var third = _window.Assign(_peers[..3], _known, Size);
        Assert.Equal([second.Asks[0].Peer], third.Silent);
        Assert.DoesNotContain(Assert.Single(third.Asks).Peer, new[] { first.Peer, second.Asks[0].Peer });
    }

    [Fact]
    public void The_stall_timeout_falls_back_with_each_range_delivered_in_time()
    {
        _known = 11;
        Assign(_peers[..1]);
        _time.Advance(TimeSpan.FromSeconds(2));
        Deliver(Assert.Single(Assign(_peers[..2])));
        Assert.Equal(4 * 0.85, _window.StallTimeout.TotalSeconds, 6);
    }

    [Fact]
    public void A_stall_with_nobody_else_to_ask_punishes_nobody()
    {
        Assign(_peers[..1]);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(_window.Assign(_peers[..1], _known, Size).Silent);
        Assert.Equal(2, _window.StallTimeout.TotalSeconds);
    }

    [Fact]
    public void The_first_answer_wins_and_the_other_is_let_go()
    {
        _known = 11;
        var slow = Assert.Single(Assign(_peers[..2]));
        _time.Advance(TimeSpan.FromSeconds(2));
        var hedge = Assert.Single(Assign(_peers[..2]));
        Deliver(hedge, tag: 1);
        Deliver(slow, tag: 2);
        Assert.Equal(1, _window.Ready!.Blocks![0]);
        Assert.Equal(hedge.Peer, _window.Ready.Deliverer);
        Assert.Empty(slow.Peer.Asks);
    }

    [Fact]
    public void A_late_answer_is_used_when_nobody_else_was_faster()
    {
        var slow = Assign(_peers[..2])[0];
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Contains(slow.Peer, _window.Assign(_peers[..2], _known, Size).Silent);
        Deliver(slow, tag: 2);
        Assert.Equal(2, _window.Ready!.Blocks![0]);
    }

    [Fact]   // wire-protocol 5: a peer that does not deliver within its deadline loses the work to another
    public void A_silent_peer_loses_all_its_work_and_gets_no_more_until_it_answers()
    {
        _known = 21;
        var asks = Assign(_peers[..1]);
        _time.Advance(TimeSpan.FromSeconds(20));
        var assignment = _window.Assign(_peers[..2], _known, Size);
        Assert.Equal([_peers[0]], assignment.Silent);
        Assert.Equal([1, 11], assignment.Asks.Select(ask => ask.Start));
        Assert.All(assignment.Asks, ask => Assert.Equal(_peers[1], ask.Peer));
        Assert.Equal((2, false), (_window.InFlight, _peers[0].CanTake));

        foreach (var ask in asks) Deliver(ask);
        Assert.True(_peers[0].CanTake);
        Assert.Equal(40, _peers[0].Deadline.Current.TotalSeconds);
    }

    [Fact]
    public void Silent_peers_do_not_use_up_the_requests_in_flight()
    {
        Assert.Equal(10, Assign(_peers[..5]).Count);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(6, Assign(_peers).Count);
        Assert.Equal(6, _window.InFlight);
    }

    [Fact]
    public void What_an_answer_leaves_out_is_asked_of_another_peer_and_of_this_one_no_more_in_this_round()
    {
        _known = 11;
        var ask = Assert.Single(Assign(_peers[..1]));
        Deliver(ask, count: 4);
        Assert.Equal((1, 4), (_window.Ready!.Start, _window.Ready.Count));
        Assert.Equal(5, _peers[0].LacksFrom);
        Assert.Empty(Assign(_peers[..1]));

        var rest = Assert.Single(Assign(_peers[..2]));
        Assert.Equal((5, 6, _peers[1]), (rest.Start, rest.Count, rest.Peer));
        _peers[0].StartRound();
        Assert.True(_peers[0].MayServe(5));
    }

    [Fact]
    public void An_answer_that_ended_for_its_size_says_nothing_against_its_peer()
    {
        _known = 11;
        _window.Deliver(Assert.Single(Assign(_peers[..1])), 4, new byte[4], isCut: true);
        Assert.Equal(5, Assert.Single(Assign(_peers[..1])).Start);
    }

    [Fact]
    public void A_large_answer_without_the_block_that_is_needed_counts_as_lacking_it()
    {
        _known = 11;
        _window.Deliver(Assert.Single(Assign(_peers[..1])), 0, [], isCut: true);
        Assert.Empty(Assign(_peers[..1]));
        Assert.False(_window.CanGoOn(_peers[..1], _known, evenSilent: true));
    }

    [Fact]   // anchors, scenario 21
    public void After_a_bad_block_the_good_ones_before_it_stay_and_the_rest_is_asked_of_another_peer()
    {
        _known = 11;
        Deliver(Assert.Single(Assign(_peers[..1])));
        _window.Append(3);
        Assert.Equal((4, 0), (_window.Appended, _peers[0].LacksFrom));
        var again = Assert.Single(Assign(_peers[..2]));
        Assert.Equal((4, 7, _peers[1]), (again.Start, again.Count, again.Peer));
    }

    [Fact]   // wire-protocol 6: 20 GET_BLOCKS at once, then one every 3 s
    public void A_peer_is_asked_at_the_pace_that_the_protocol_allows()
    {
        for (var i = 0; i < 10; i++)
        {
            foreach (var ask in Assign(_peers[..1])) Deliver(ask);
            while (_window.Ready is { } ready) _window.Append(ready.Count);
        }

        Assert.Empty(Assign(_peers[..1]));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Single(Assign(_peers[..1]));
    }

    [Theory, InlineData(4, true), InlineData(4.1, false)]   // a fifth of the 20 s that a peer has at first
    public void An_answer_within_a_fifth_of_its_deadline_is_fast(double seconds, bool isFast)
    {
        var ask = Assign(_peers[..1])[0];
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(isFast, Deliver(ask));
    }

    [Fact]
    public void It_can_go_on_with_silent_peers_only_when_they_are_counted_on()
    {
        Assign(_peers[..1]);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assign(_peers[..1]);
        Assert.True(_window.CanGoOn(_peers[..1], _known, evenSilent: true));
        Assert.False(_window.CanGoOn(_peers[..1], _known, evenSilent: false));
        Assert.True(_window.CanGoOn(_peers[..2], _known, evenSilent: false));
    }

    [Fact]
    public void A_request_of_a_download_that_is_over_only_frees_its_peer()
    {
        foreach (var ask in Assign(_peers[..1])) BlockWindow.Forget(ask);
        Assert.Equal((true, int.MaxValue), (_peers[0].CanTake, _peers[0].LacksFrom));
    }

    private IReadOnlyList<BlockAsk> Assign(PeerLoad[] peers) => _window.Assign(peers, _known, Size).Asks;

    private bool Deliver(BlockAsk ask, int? count = null, byte tag = 0) =>
        _window.Deliver(ask, count ?? ask.Count, [.. Enumerable.Repeat(tag, count ?? ask.Count)], isCut: false);
}
