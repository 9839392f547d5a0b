using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Chain;

/// <summary>A read-through cache of 2000 heights of the best chain. Key: height / 2000. Lives on any silo, as long as it is asked.</summary>
/// <remarks>Headers are encoded once and kept; bodies are kept while there is room, least recently used first out. Called once per request of a peer.</remarks>
[Alias("chain.segment.v1")]
public interface IChainSegmentGrain : IGrainWithIntegerKey
{
    /// <summary>Heights in a segment: also the most headers that one message carries.</summary>
    const int Heights = 2000;

    /// <summary>Headers from a height of this segment on; fewer at the end of the segment or of the chain.</summary>
    [Alias("headers")]
    Task<HeaderRange> GetHeaders(int start, int count);

    /// <summary>Bodies of blocks in this segment, in the order asked.</summary>
    [Alias("blocks")]
    Task<BlockAnswer> GetBlocks(BlockRequest request);

    /// <summary>The best chain changed from a height on: what is cached from there is read again.</summary>
    [Alias("invalidate")]
    Task Invalidate(int fromHeight);
}

/// <summary>Finds blocks by hash on any branch. A stateless worker, on the caller's silo; bodies of the best chain come from the segments.</summary>
[Alias("block.reader.v1")]
public interface IBlockReaderGrain : IGrainWithIntegerKey
{
    /// <summary>Answers as many of the hashes, from the first, as fit the bytes asked for, and at least one. The caller asks again for the rest.</summary>
    [Alias("read")]
    Task<BlockAnswer> Read(BlockRequest request);
}

/// <summary>Blocks wanted: 32-byte hashes in one blob.</summary>
/// <param name="Hashes">1 to 500 hashes.</param>
/// <param name="MaxBytes">The answer stops after the block with which it reaches this many bytes.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("block.request.v1")]
public sealed record BlockRequest([property: Id(0)] byte[] Hashes, [property: Id(1)] int MaxBytes)
{
    public int Count => Hashes.Length / Hash256.Length;

    public Hash256 this[int index] => new(Hashes.AsSpan(index * Hash256.Length));

    public static BlockRequest For(IReadOnlyList<Hash256> hashes, int maxBytes)
    {
        var blob = new byte[hashes.Count * Hash256.Length];
        for (var i = 0; i < hashes.Count; i++)
        {
            hashes[i].CopyTo(blob.AsSpan(i * Hash256.Length));
        }

        return new(blob, maxBytes);
    }
}

/// <summary>Blocks found.</summary>
/// <param name="Found">The blocks, in the order asked.</param>
/// <param name="Answered">How many hashes of the request, from its start, this answers.</param>
/// <param name="Missing">Those of them that are not known here: 32-byte hashes in one blob.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("block.answer.v1")]
public sealed record BlockAnswer([property: Id(0)] BlockBatch Found, [property: Id(1)] int Answered, [property: Id(2)] byte[] Missing);
