using BloomCoin.Abstractions.Events;

namespace BloomCoin.Grains.Events;

/// <summary>The way from what happens to those who follow it.</summary>
/// <remarks>One-way: whoever tells of something goes on at once, and nothing that befalls the log comes back. One that follows sees a gap.</remarks>
internal sealed class EventPublisher(IGrainFactory grains)
{
    public void Publish(params NodeEvent[] events)
    {
        if (events.Length > 0) grains.GetGrain<IEventLogGrain>(IEventLogGrain.Key).Publish(events).Ignore();
    }
}
