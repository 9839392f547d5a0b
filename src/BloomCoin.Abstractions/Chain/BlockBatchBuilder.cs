namespace BloomCoin.Abstractions.Chain;

/// <summary>Gathers blocks into the blob of a <see cref="BlockBatch"/>.</summary>
public sealed class BlockBatchBuilder
{
    private readonly LengthPrefixedWriter _blob = new();

    public int Count => _blob.Count;

    /// <summary>Bytes gathered so far, prefixes included.</summary>
    public int Length => _blob.Length;

    public void Add(ReadOnlySpan<byte> block) => _blob.Add(block);

    /// <summary>The batch so far; the builder is empty afterwards.</summary>
    public BlockBatch Build() => Count == 0 ? BlockBatch.Empty : new BlockBatch(_blob.Take());
}
