namespace BloomCoin.Abstractions.Chain;

/// <summary>Blocks in one blob, each behind its length as u32 little-endian: the layout of a .blocks file.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("block.batch.v1")]
public sealed record BlockBatch([property: Id(0)] byte[] Blob)
{
    /// <summary>Bytes before each block.</summary>
    public const int PrefixLength = LengthPrefixed.PrefixLength;

    public static readonly BlockBatch Empty = new([]);

    /// <inheritdoc cref="LengthPrefixed.TryTake"/>
    public static bool TryTake(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> block) => LengthPrefixed.TryTake(ref rest, out block);

    /// <summary>The blocks, as views into the blob.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Split() => LengthPrefixed.Split(Blob);
}
