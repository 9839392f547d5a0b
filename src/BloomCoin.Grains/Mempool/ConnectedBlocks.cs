using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Mempool;

/// <summary>Reads what a few new blocks of the best chain hold.</summary>
internal sealed class ConnectedBlocks(IChainStore store)
{
    /// <summary>Blocks that are read rather than every held transaction judged anew.</summary>
    public const int Few = 100;

    /// <summary>Bytes of bodies that one query stops after; with the block that reaches them, at most 40 MiB are in memory at a time.</summary>
    private const long PieceBytes = 8 * 1024 * 1024;

    /// <summary>The blocks after one tip up to another; null when they do not simply follow it, or are many.</summary>
    public async Task<IReadOnlyList<Hash256>?> Find(ChainTip from, ChainTip to)
    {
        var count = to.Height - from.Height;
        if (count is < 1 or > Few) return null;

        var headers = await store.ReadHeaders(from.Height + 1, count);
        var hashes = headers.Chunk(BlockHeader.Length).Select(header => BlockHeader.HashOf(header)).ToList();
        return hashes.Count == count && hashes[^1] == to.Hash && BlockHeader.Read(headers).PrevHash == from.Hash ? hashes : null;
    }

    /// <summary>Reads blocks, in their order. Transactions are views of their block's bytes: whoever keeps one keeps its block.</summary>
    public async IAsyncEnumerable<Block> Read(IReadOnlyList<Hash256> hashes)
    {
        for (var read = 0; read < hashes.Count;)
        {
            var bodies = await store.ReadBlocks([.. hashes.Skip(read)], PieceBytes);
            read += bodies.Count;
            foreach (var body in bodies) yield return Parse(body);
        }
    }

    /// <summary>A block of the store.</summary>
    /// <exception cref="InvalidDataException">It is none: the store is damaged.</exception>
    public static Block Parse(byte[]? bytes) => bytes is not null && Block.TryParse(bytes, out var block, out _)
        ? block
        : throw new InvalidDataException("the store holds bytes that are no block");
}
