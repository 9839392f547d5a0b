using BloomCoin.Abstractions.Events;
using BloomCoin.Grains.Placement;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Events;

/// <inheritdoc cref="IEventLogGrain"/>
[OnCompute, KeepAlive, Reentrant]
internal sealed class EventLogGrain(TimeProvider time) : Grain, IEventLogGrain
{
    private readonly EventLog _log = new(Guid.NewGuid(), time);

    public Task Publish(NodeEvent[] events)
    {
        _log.Publish(events);
        return Task.CompletedTask;
    }

    public Task<EventPage> Read(EventPosition? after, int max) => _log.Read(after, max);
}
