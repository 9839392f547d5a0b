using BloomCoin.Abstractions.Events;

namespace BloomCoin.Grains.Events;

/// <summary>The newest events of one epoch: numbered from 1, the oldest makes room. Not for several threads.</summary>
/// <remarks>At most <see cref="IEventLogGrain.Capacity"/>, of 3.3 KB each where all are of transactions.</remarks>
internal sealed class EventRing(Guid epoch, TimeProvider time)
{
    private readonly NodeEvent[] _events = new NodeEvent[IEventLogGrain.Capacity];
    private long _newest;

    /// <summary>Behind the newest event.</summary>
    public EventPosition End => new(epoch, _newest);

    private long Oldest => Math.Max(1, _newest - _events.Length + 1);

    public void Add(NodeEvent what)
    {
        _newest++;
        _events[_newest % _events.Length] = what with { Position = End, At = time.GetUtcNow() };
    }

    /// <summary>Whether there is something to tell a reader who is at a position, if only that it is one of another epoch.</summary>
    public bool HasNewsAfter(EventPosition position) => position.Epoch != epoch || position.Sequence < _newest;

    /// <summary>The first events after a position, and before them what the reader missed.</summary>
    public EventPage ReadAfter(EventPosition position, int max)
    {
        if (!HasNewsAfter(position)) return new EventPage(End, [], IsCrowded: false);
        var isSameEpoch = position.Epoch == epoch;
        var next = isSameEpoch ? Math.Max(position.Sequence, 0) + 1 : 1;
        var first = Math.Max(next, Oldest);
        var events = new List<NodeEvent>();
        if (!isSameEpoch || first > next) events.Add(Missed(first, isSameEpoch ? first - next : null));
        for (var at = first; at <= _newest && events.Count < max; at++) events.Add(_events[at % _events.Length]);
        return new EventPage(events[^1].Position, [.. events], IsCrowded: false);
    }

    private EventsMissed Missed(long first, long? count) => new(count) { Position = new EventPosition(epoch, first - 1), At = time.GetUtcNow() };
}
