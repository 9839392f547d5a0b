using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Benchmarks;

/// <summary>Writes a chain into an empty store without network, rules or grains, in steps as a sync's.</summary>
internal static class ChainWriter
{
    /// <summary>Blocks of one append.</summary>
    public const int Step = 500;

    /// <summary>Opens a store: in PostgreSQL where there is a connection string, else on SQLite in the folder.</summary>
    public static Task<ChainStorage> Open(DirectoryInfo folder, string? database) =>
        database is null ? ChainStorage.OpenSqlite(folder.FullName) : ChainStorage.OpenPostgreSql(database);

    /// <summary>Writes all blocks, of which the first follows the tip.</summary>
    public static async Task WriteAll(IChainStore store, IEnumerable<StoredBlock> blocks, ChainTip? tip = null)
    {
        await foreach (var _ in Write(store, blocks, tip))
        {
            // Step by step, to the end.
        }
    }

    /// <summary>Blocks from the genesis block on, as a store takes them.</summary>
    public static IEnumerable<StoredBlock> Stored(IEnumerable<Block> blocks)
    {
        var work = ChainWork.Zero;
        return blocks.Select((block, height) => new StoredBlock(block, height, work += CompactTarget.Work(block.Header.Difficulty)));
    }

    /// <summary>Appends them, and says the tip after each step.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="blocks">The first follows the tip.</param>
    /// <param name="tip">The store's; null when it is empty.</param>
    public static async IAsyncEnumerable<ChainTip> Write(IChainStore store, IEnumerable<StoredBlock> blocks, ChainTip? tip = null)
    {
        foreach (var step in blocks.Chunk(Step))
        {
            if (!await store.Append(tip, step)) throw new InvalidOperationException("the store refuses the chain");
            yield return tip = new ChainTip(step[^1].Hash, step[^1].Height, step[^1].Work);
        }
    }
}
