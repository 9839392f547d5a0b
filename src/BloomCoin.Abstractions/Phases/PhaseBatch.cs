namespace BloomCoin.Abstractions.Phases;

/// <summary>Phases of several peers for one height, in one blob: one call, however many there are.</summary>
/// <param name="Height">The height of the block that they work on.</param>
/// <param name="Count">How many; the blob may be longer.</param>
/// <param name="Blob"><see cref="PhaseContribution"/>s, one after the other, oldest first.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("phase.batch.v1")]
public sealed record PhaseBatch([property: Id(0)] int Height, [property: Id(1)] int Count, [property: Id(2)] byte[] Blob)
{
    /// <summary>Contributions that a gateway gathers before it hands them on (the source's message_batch_size).</summary>
    public const int MaxCount = 100;

    /// <summary>The contribution at <paramref name="index"/>.</summary>
    public PhaseContribution this[int index] => new(Blob.AsSpan(index * PhaseContribution.Size, PhaseContribution.Size));
}

/// <summary>What became of a batch.</summary>
/// <param name="Merged">The height's merged phases after it; null when nothing valid was ever contributed.</param>
/// <param name="IsValid">As many as the batch has contributions, in its order: whether its claim held (wire-protocol 4).</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("phase.verdicts.v1")]
public sealed record PhaseVerdicts([property: Id(0)] MergedPhases? Merged, [property: Id(1)] bool[] IsValid);
