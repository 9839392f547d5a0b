using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Chain;

/// <summary>Consecutive headers in one blob, 92 bytes each.</summary>
/// <param name="Start">The height of the first.</param>
/// <param name="Blob">The headers, oldest first.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("header.range.v1")]
public sealed record HeaderRange([property: Id(0)] int Start, [property: Id(1)] ReadOnlyMemory<byte> Blob)
{
    public int Count => Blob.Length / BlockHeader.Length;

    /// <summary>The height after the last header.</summary>
    public int End => Start + Count;

    /// <summary>The header at <paramref name="index"/> of this range, 92 bytes.</summary>
    public ReadOnlySpan<byte> this[int index] => Blob.Span.Slice(index * BlockHeader.Length, BlockHeader.Length);
}
