namespace BloomCoin.Abstractions.Events;

/// <summary>Something that happened at the node. A reader must expect kinds that it does not know: later versions tell of more.</summary>
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
