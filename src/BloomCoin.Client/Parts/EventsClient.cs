using System.Runtime.CompilerServices;
using BloomCoin.Abstractions.Events;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IEventsClient"/>
internal sealed class EventsClient(IGrainFactory grains, NodeCalls calls, TimeProvider time) : IEventsClient
{
    /// <summary>Events of one answer: 850 KB where all are of transactions.</summary>
    private const int MaxEvents = 256;

    /// <summary>The node has as many waiting readers as it takes: this one asks now and then instead.</summary>
    private static readonly TimeSpan CrowdedPause = TimeSpan.FromSeconds(2);

    private IEventLogGrain Log => Hosted.OrNull(() => grains.GetGrain<IEventLogGrain>(IEventLogGrain.Key))
        ?? throw new NotSupportedException("no silo of the node tells of events: it is of a version that does not");

    public async Task<EventPosition> GetPosition(CancellationToken cancellation = default) =>
        (await calls.Repeat(() => Log.Read(after: null, 1), cancellation)).End;

    public async IAsyncEnumerable<NodeEvent> Read(EventPosition? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var position = after ?? await GetPosition(cancellation);
        while (true)
        {
            var (end, events, isCrowded) = await calls.RepeatWaiting(() => Log.Read(position, MaxEvents), IEventLogGrain.LongestWait, cancellation);
            foreach (var what in events) yield return what;
            position = end;
            if (isCrowded) await Task.Delay(CrowdedPause, time, cancellation);
        }
    }
}
