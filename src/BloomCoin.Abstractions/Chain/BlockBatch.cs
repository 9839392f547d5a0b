using System.Buffers.Binary;

namespace BloomCoin.Abstractions.Chain;

/// <summary>Blocks in one blob, each behind its length as u32 little-endian: the layout of a .blocks file.</summary>
/// <remarks>One array instead of a list: a collection of arrays serializes ten times slower between silos.</remarks>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("block.batch.v1")]
public sealed record BlockBatch([property: Id(0)] byte[] Blob)
{
    /// <summary>Bytes before each block.</summary>
    public const int PrefixLength = sizeof(uint);

    public static readonly BlockBatch Empty = new([]);

    /// <summary>Takes the next block off the front of <paramref name="rest"/>; false at the end, or where a length says more than is there.</summary>
    public static bool TryTake(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> block)
    {
        block = default;
        if (rest.Length < PrefixLength)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        if (length > (uint)(rest.Length - PrefixLength))
        {
            return false;
        }

        block = rest.Slice(PrefixLength, (int)length);
        rest = rest[(PrefixLength + (int)length)..];
        return true;
    }

    /// <summary>The blocks, as views into the blob.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Split()
    {
        var blocks = new List<ReadOnlyMemory<byte>>();
        ReadOnlyMemory<byte> rest = Blob;
        while (TryTake(ref rest, out var block))
        {
            blocks.Add(block);
        }

        return blocks;
    }
}
