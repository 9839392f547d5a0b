using BloomCoin.Abstractions.Events;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client;

/// <summary>What happens at the node, while it happens.</summary>
public interface IEventsClient
{
    /// <summary>
    /// Where the node's log of events is now. Who takes this, then asks for a picture of the node, and then reads from here misses
    /// nothing between the picture and the first event.
    /// </summary>
    Task<EventPosition> GetPosition(CancellationToken cancellation = default);

    /// <summary>
    /// The events from a position on, in their order, for as long as they are asked for. Goes on by itself when silos of the node
    /// die. Where the node no longer has what came next, <see cref="EventsMissed"/> says so in its place. Fails with <see
    /// cref="NodeUnreachableException"/> like every other call; it can be begun again after the last event's position.
    /// </summary>
    /// <param name="after">The position of the last event that is known; null to begin with what happens from now on.</param>
    /// <param name="cancellation">Ends it.</param>
    IAsyncEnumerable<NodeEvent> Read(EventPosition? after = null, CancellationToken cancellation = default);
}
