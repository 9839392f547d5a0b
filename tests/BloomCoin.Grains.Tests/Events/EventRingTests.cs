using BloomCoin.Abstractions.Events;
using BloomCoin.Grains.Events;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Grains.Tests.Events;

public sealed class EventRingTests
{
    private static readonly Guid Epoch = Guid.NewGuid();

    private readonly FakeTimeProvider _time = new();
    private readonly EventRing _ring;

    public EventRingTests() => _ring = new EventRing(Epoch, _time);

    [Fact]
    public void Events_are_numbered_from_one_in_their_order_and_have_the_time_at_which_they_came()
    {
        Assert.Equal(new EventPosition(Epoch, 0), _ring.End);
        Add(3);
        var page = _ring.ReadAfter(new EventPosition(Epoch, 0), max: 10);
        Assert.Equal(["1", "2", "3"], Names(page));
        Assert.Equal([1L, 2, 3], page.Events.Select(what => what.Position.Sequence));
        Assert.All(page.Events, what => Assert.Equal((Epoch, _time.GetUtcNow()), (what.Position.Epoch, what.At)));
        Assert.Equal((new EventPosition(Epoch, 3), _ring.End), (page.End, page.End));
    }

    [Fact]
    public void A_reader_goes_on_where_its_page_ended()
    {
        Add(5);
        var first = _ring.ReadAfter(new EventPosition(Epoch, 0), max: 2);
        Assert.Equal(["1", "2"], Names(first));
        Assert.Equal(["3", "4", "5"], Names(_ring.ReadAfter(first.End, max: 10)));
        Assert.False(_ring.HasNewsAfter(_ring.End));
        Assert.Empty(_ring.ReadAfter(_ring.End, max: 10).Events);
    }

    [Fact]
    public void No_more_than_1024_are_held_and_who_fell_behind_is_told_how_many_it_missed()
    {
        Add(IEventLogGrain.Capacity + 7);
        var page = _ring.ReadAfter(new EventPosition(Epoch, 2), max: int.MaxValue);
        Assert.Equal(5, Assert.IsType<EventsMissed>(page.Events[0]).Count);   // 3 to 7
        Assert.Equal(new EventPosition(Epoch, 7), page.Events[0].Position);
        Assert.Equal(IEventLogGrain.Capacity, page.Events.Length - 1);
        Assert.Equal(("8", $"{IEventLogGrain.Capacity + 7}"), (Name(page.Events[1]), Name(page.Events[^1])));
        Assert.Equal("8", Name(_ring.ReadAfter(new EventPosition(Epoch, 7), max: 1).Events[0]));   // the last that missed nothing
    }

    [Fact]
    public void A_reader_from_another_epoch_is_told_so_and_gets_all_that_there_is()
    {
        var elsewhere = new EventPosition(Guid.NewGuid(), 900);
        var empty = _ring.ReadAfter(elsewhere, max: 10);
        Assert.Null(Assert.IsType<EventsMissed>(Assert.Single(empty.Events)).Count);
        Assert.Equal(_ring.End, empty.End);

        Add(2);
        var page = _ring.ReadAfter(elsewhere, max: 10);
        Assert.IsType<EventsMissed>(page.Events[0]);
        Assert.Equal(["1", "2"], page.Events.Skip(1).Select(Name));
        Assert.Equal(["1", "2"], Names(_ring.ReadAfter(empty.End, max: 10)));
    }

    [Theory, InlineData(-1), InlineData(99), InlineData(long.MaxValue)]
    public void A_position_that_never_was_does_no_harm(long sequence)
    {
        Add(2);
        var page = _ring.ReadAfter(new EventPosition(Epoch, sequence), max: 10);
        Assert.Equal(_ring.End, page.End);
        Assert.Equal(sequence < 0 ? 2 : 0, page.Events.Length);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++) _ring.Add(new AddressUnbanned($"{_ring.End.Sequence + 1}"));
    }

    private static IEnumerable<string> Names(EventPage page) => page.Events.Select(Name);

    private static string Name(NodeEvent what) => Assert.IsType<AddressUnbanned>(what).Address;
}
