using System.Runtime.InteropServices;

namespace BloomCoin.Abstractions.Phases;

/// <summary>What a height's contributions merge to (wire-protocol 4).</summary>
/// <param name="Height">The height of the block that they work on.</param>
/// <param name="Contributors">Peers and miners of this node whose newest contribution is in it.</param>
/// <param name="Coherence">r of the merged phases, [0, 1].</param>
/// <param name="Phases">63 x u16 phase, 1/65536 turn, little-endian: as a PHASE carries them.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("phase.merged.v1")]
public sealed record MergedPhases(
    [property: Id(0)] int Height, [property: Id(1)] int Contributors, [property: Id(2)] float Coherence, [property: Id(3)] byte[] Phases)
{
    /// <summary>The phases as numbers.</summary>
    public ReadOnlySpan<ushort> Quantized => MemoryMarshal.Cast<byte, ushort>(Phases);
}
