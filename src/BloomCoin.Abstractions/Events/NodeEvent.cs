namespace BloomCoin.Abstractions.Events;

/// <summary>Something that happened at the node. Later versions of this library have more kinds of it.</summary>
/// <remarks>
/// An application that was built before a kind could not read the page that it is in. So a later kind must not come out of <see
/// cref="IEventLogGrain.Read"/>, which such an application calls, but out of a method of its own.
/// </remarks>
[GenerateSerializer, Immutable, Alias("event.v1")]
public abstract record NodeEvent
{
    /// <summary>Where it is in the log: reading after this goes on with the next.</summary>
    [Id(0)] public EventPosition Position { get; init; }

    /// <summary>When the log heard of it.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }
}

/// <summary>Events between the one before and the one after this are lost to the reader: whoever keeps a picture of the node asks for it anew.</summary>
/// <param name="Count">How many, where the reader was further behind than the log reaches; null where the log's silo died and another began.</param>
[GenerateSerializer, Immutable, Alias("event.missed.v1")]
public sealed record EventsMissed([property: Id(0)] long? Count) : NodeEvent;
