using BloomCoin.Peering.Outbound;
using BloomCoin.Peering.Tests.Addresses;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Peering.Tests.Outbound;

public sealed class OutboundPolicyTests
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(35);
    private static readonly OutboundPace Feeling = new(Stale), Pace = new(Stale) { FeelerEvery = TimeSpan.FromDays(3650) };

    private readonly FakeTimeProvider _time = new();
    private readonly List<OutboundConnection> _connections = [];
    private readonly OutboundPolicy _policy, _feeling;

    public OutboundPolicyTests()
    {
        _policy = new OutboundPolicy(3, Pace, _time, new Random(1));
        _feeling = new OutboundPolicy(3, Feeling, _time, new Random(1));
    }

    [Fact]   // wire-protocol 6, max_peers
    public void Connections_are_made_until_there_are_max_peers()
    {
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(OutboundAction.Dial, Next().Action);
            Add(index, established: null);   // one that is being dialled counts
        }

        Assert.Equal(OutboundAction.Wait, Next().Action);
        _connections.RemoveAt(1);
        Assert.Equal(OutboundAction.Dial, Next().Action);
    }

    [Fact]
    public void Max_peers_of_0_switches_all_off()
    {
        var off = new OutboundPolicy(0, Feeling, _time, new Random(1));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(OutboundAction.Wait, off.Next([]).Action);
        Assert.Equal(OutboundAction.Wait, off.NextWithoutDial([]).Action);
    }

    [Fact]
    public void A_feeler_goes_out_every_two_minutes_and_one_at_a_time()
    {
        Fill();
        var feelers = 0;
        for (var minute = 0; minute < 400; minute++)
        {
            _feeling.OnTip(minute);
            _time.Advance(TimeSpan.FromSeconds(30));
            if (_feeling.Next(_connections).Action == OutboundAction.Feel) feelers++;
        }

        Assert.InRange(feelers, 70, 100);   // 200 minutes
        _time.Advance(TimeSpan.FromMinutes(3));
        _connections.Add(new OutboundConnection(Book.Numbered(9), OutboundKind.Feeler, null, null));
        Assert.NotEqual(OutboundAction.Feel, _feeling.Next(_connections).Action);
    }

    [Fact]
    public void A_feeler_goes_out_when_there_is_nobody_to_dial()
    {
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(OutboundAction.Dial, _feeling.Next(_connections).Action);
        Assert.Equal(OutboundAction.Feel, _feeling.NextWithoutDial(_connections).Action);
        Assert.Equal(OutboundAction.Ask, _feeling.NextWithoutDial(_connections).Action);
        Assert.Equal(OutboundAction.Wait, _feeling.NextWithoutDial(_connections).Action);
    }

    [Fact]
    public void A_node_is_asked_whom_it_knows_every_thirty_seconds_while_peers_are_missing_and_every_ten_minutes_else()
    {
        _time.Advance(Pace.AskWhileLacking);
        Assert.Equal(OutboundAction.Ask, _policy.NextWithoutDial(_connections).Action);
        Assert.Equal(OutboundAction.Wait, _policy.NextWithoutDial(_connections).Action);
        Fill();
        _time.Advance(Pace.AskWhileLacking);
        Assert.Equal(OutboundAction.Wait, Next().Action);
        _time.Advance(Pace.AskEvery);
        Assert.Equal(OutboundAction.Ask, Next().Action);
    }

    [Fact]   // a connection of the pool may take a place, but has none
    public void Pooled_connections_do_not_count()
    {
        for (var index = 0; index < 10; index++) _connections.Add(new OutboundConnection(Book.Numbered(20 + index), OutboundKind.Pooled, OutboundPolicy.Trial, null));
        Assert.Equal(OutboundAction.Dial, Next().Action);
        Fill();
        Assert.Equal(OutboundAction.Wait, Next().Action);
    }

    [Fact]
    public void A_stale_tip_allows_one_more_and_then_the_one_with_the_oldest_block_news_goes()
    {
        Fill();
        MakeStale();
        Assert.Equal(OutboundAction.Dial, Next().Action);
        Add(7, TimeSpan.FromSeconds(1), news: null);
        Assert.Equal(OutboundAction.Ask, Next().Action);    // due meanwhile
        Assert.Equal(OutboundAction.Wait, Next().Action);   // it has a minute to show what it knows

        _connections[3] = _connections[3] with { Established = OutboundPolicy.Trial, SinceBlockNews = TimeSpan.FromSeconds(5) };
        _connections[1] = _connections[1] with { SinceBlockNews = TimeSpan.FromHours(2) };
        var step = Next();
        Assert.Equal((OutboundAction.Drop, Book.Numbered(1)), (step.Action, step.Connection!.Address));
        _connections.RemoveAt(1);
        Assert.Equal(OutboundAction.Wait, Next().Action);

        _time.Advance(Pace.TryAnotherEvery);
        Assert.Equal(OutboundAction.Dial, Next().Action);   // still stale: one more
    }

    [Fact]
    public void A_newcomer_that_knows_no_block_either_goes_first()
    {
        Fill();
        MakeStale();
        Next();
        Add(7, OutboundPolicy.Trial, news: null);
        _connections[0] = _connections[0] with { SinceBlockNews = null };
        Assert.Equal(Book.Numbered(7), Next().Connection!.Address);
    }

    [Fact]
    public void A_tip_that_moves_ends_the_search_for_one_more()
    {
        Fill();
        MakeStale();
        Assert.Equal(OutboundAction.Dial, Next().Action);
        _policy.OnTip(2);
        Assert.Equal(OutboundAction.Ask, Next().Action);   // and nothing to dial
    }

    [Theory, InlineData(420, 35), InlineData(5, 10)]
    public void A_tip_is_stale_after_five_blocks_time_and_not_before_ten_minutes(int blockSeconds, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), OutboundPace.For(TimeSpan.FromSeconds(blockSeconds)).StaleAfter);

    [Fact]   // whatever connects, ends and stands still: never more than one above max_peers, nothing dropped at max_peers or below
    public void There_are_never_more_connections_than_allowed() => Gen.Int[0, 5].Array[300].Sample(events =>
    {
        var time = new FakeTimeProvider();
        var policy = new OutboundPolicy(3, Feeling, time, new Random(1));
        var connections = new List<OutboundConnection>();
        var next = 0;
        foreach (var what in events)
        {
            time.Advance(TimeSpan.FromMinutes(what * 3));
            if (what == 1) policy.OnTip(next);
            if (what == 2 && connections.Count > 0) connections.RemoveAt(0);
            if (what > 2) connections = [.. connections.Select(one => one with { Established = (one.Established ?? TimeSpan.Zero) + TimeSpan.FromMinutes(what) })];
            var step = policy.Next(connections);
            if (step.Action == OutboundAction.Dial) connections.Add(new OutboundConnection(Book.Numbered(next++), OutboundKind.Chosen, null, null));
            if (step.Action == OutboundAction.Drop) Assert.True(connections.Count > 3 && connections.Remove(step.Connection!));
            Assert.InRange(connections.Count, 0, 4);
        }
    });

    private OutboundStep Next() => _policy.Next(_connections);

    private void MakeStale()
    {
        _policy.OnTip(1);
        _time.Advance(Stale);
    }

    private void Fill()
    {
        for (var index = 0; index < 3; index++) Add(index, TimeSpan.FromHours(1 + index), news: TimeSpan.FromMinutes(index));
    }

    private void Add(int index, TimeSpan? established, TimeSpan? news = null) =>
        _connections.Add(new OutboundConnection(Book.Numbered(index), OutboundKind.Chosen, established, news));
}
