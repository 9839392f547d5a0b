using Orleans.Concurrency;

namespace BloomCoin.Abstractions.Events;

/// <summary>The newest things that happened at the node, in one order. Key: <see cref="Key"/>. Lives on a compute silo, until that dies; then another begins with an epoch of its own.</summary>
/// <remarks>
/// Called one way by the grains, once per block, per batch of transactions that the mempool took, per threshold that a merge passed, per
/// ban, and at most every two seconds while connections change; and by each client that follows, once per page or ten seconds. Holds
/// <see cref="Capacity"/> events. Nothing here is durable, and whoever tells of something neither waits for it nor hears of its failure:
/// the chain and the ban list are what counts.
/// </remarks>
[Alias("events.v1")]
public interface IEventLogGrain : IGrainWithStringKey
{
    /// <summary>The one key; no hexadecimal number.</summary>
    const string Key = "events";

    /// <summary>Events that are held; a reader who is further behind than this is told that it missed some.</summary>
    const int Capacity = 1024;

    /// <summary>Readers that wait at a time; one more is answered at once.</summary>
    const int MaxWaiting = 1000;

    /// <summary>How long a reader waits for an event, at most.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Something happened. What is told together stays in its order.</summary>
    [Alias("publish"), OneWay]
    Task Publish(NodeEvent[] events);

    /// <summary>The events after a position: at once when there are any, else when there are, or none after <see cref="LongestWait"/>.</summary>
    /// <param name="after">Where the page before ended; null to learn where the log is now.</param>
    /// <param name="max">1 to <see cref="Capacity"/> events.</param>
    [Alias("read")]
    Task<EventPage> Read(EventPosition? after, int max);
}

/// <summary>Some events, in their order.</summary>
/// <param name="End">Where to read on.</param>
/// <param name="Events">The first is <see cref="EventsMissed"/> where some came before it that are no longer held.</param>
/// <param name="IsCrowded">Too many readers wait already: this one is to come again in a while.</param>
[GenerateSerializer, Immutable, Alias("event.page.v1")]
public sealed record EventPage([property: Id(0)] EventPosition End, [property: Id(1)] NodeEvent[] Events, [property: Id(2)] bool IsCrowded);
