using System.Buffers;
using System.Buffers.Binary;

namespace BloomCoin.Abstractions.Chain;

/// <summary>Gathers blocks into the blob of a <see cref="BlockBatch"/>.</summary>
public sealed class BlockBatchBuilder
{
    private readonly ArrayBufferWriter<byte> _blob = new();

    public int Count { get; private set; }

    /// <summary>Bytes gathered so far, prefixes included.</summary>
    public int Length => _blob.WrittenCount;

    public void Add(ReadOnlySpan<byte> block)
    {
        var span = _blob.GetSpan(BlockBatch.PrefixLength + block.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)block.Length);
        block.CopyTo(span[BlockBatch.PrefixLength..]);
        _blob.Advance(BlockBatch.PrefixLength + block.Length);
        Count++;
    }

    /// <summary>The batch so far; the builder is empty afterwards.</summary>
    public BlockBatch Build()
    {
        var batch = Count == 0 ? BlockBatch.Empty : new BlockBatch(_blob.WrittenSpan.ToArray());
        _blob.ResetWrittenCount();
        Count = 0;
        return batch;
    }
}
