namespace BloomCoin.Abstractions.Events;

/// <summary>A height's first contribution came, or its merge first passed a threshold.</summary>
/// <param name="Height">The height of the block that is worked on.</param>
/// <param name="Level">The highest that was reached.</param>
/// <param name="Coherence">r of the merged phases, [0, 1].</param>
/// <param name="Contributors">Peers and miners of this node whose contribution is in it.</param>
[GenerateSerializer, Immutable, Alias("event.coherence.v1")]
public sealed record CoherenceReached(
    [property: Id(0)] int Height, [property: Id(1)] CoherenceLevel Level, [property: Id(2)] float Coherence, [property: Id(3)] int Contributors) : NodeEvent;

/// <summary>How far a merge has come.</summary>
public enum CoherenceLevel
{
    /// <summary>Something is held for the height.</summary>
    Begun = 0,

    /// <summary>Above 0.8: gossip is eager.</summary>
    Eager = 1,

    /// <summary>z_c, at which a bloom begins.</summary>
    Critical = 2,
}
