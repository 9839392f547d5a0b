using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Mempool;

/// <summary>Reads what a few new blocks of the best chain hold.</summary>
internal sealed class ConnectedBlocks(IChainStore store)
{
    /// <summary>Blocks that are read rather than every held transaction judged anew.</summary>
    public const int Few = 100;

    /// <summary>Bytes of bodies in memory at a time, or the one block that is larger.</summary>
    private const long PieceBytes = 8 * 1024 * 1024;

    /// <summary>The transactions of the blocks after one tip up to another; null when they do not simply follow it, or are many.</summary>
    public async Task<IReadOnlyList<Transaction>?> Read(ChainTip from, ChainTip to)
    {
        var count = to.Height - from.Height;
        if (count is < 1 or > Few) return null;

        var headers = await store.ReadHeaders(from.Height + 1, count);
        var hashes = headers.Chunk(BlockHeader.Length).Select(header => BlockHeader.HashOf(header)).ToList();
        if (hashes.Count != count || hashes[^1] != to.Hash || BlockHeader.Read(headers).PrevHash != from.Hash) return null;

        var transactions = new List<Transaction>();
        for (var read = 0; read < count;)
        {
            var bodies = await store.ReadBlocks(hashes[read..], PieceBytes);
            if (bodies.Count == 0) return null;
            foreach (var body in bodies) transactions.AddRange(Parse(body).Transactions.Where(one => !one.IsCoinbase));
            read += bodies.Count;
        }

        return transactions;
    }

    /// <summary>A block of the store.</summary>
    /// <exception cref="InvalidDataException">It is none: the store is damaged.</exception>
    public static Block Parse(byte[]? bytes) => bytes is not null && Block.TryParse(bytes, out var block, out _)
        ? block
        : throw new InvalidDataException("the store holds bytes that are no block");
}
