using BloomCoin.Chain;

namespace BloomCoin.Storage;

/// <summary>The row of a header that is stored already.</summary>
internal readonly record struct HeaderRow(long Id, int Height);

/// <summary>A block with its row's number and its parent's. A block that is stored already is not new and has its old number.</summary>
internal readonly record struct PlacedBlock(StoredBlock Block, long Id, long? ParentId, bool IsNew);

/// <summary>Numbers the rows of blocks before they are written, the same way for both stores. The caller holds the writers' lock.</summary>
internal static class Placement
{
    /// <summary>Bytes of a block's header.</summary>
    public const int HeaderLength = 92;

    /// <summary>Refuses what can only be a bug of ours: an append that is no chain.</summary>
    public static void RequireChain(ChainTip? expected, IReadOnlyList<StoredBlock> blocks)
    {
        if (blocks.Count == 0)
            throw new ArgumentException("an append needs a block", nameof(blocks));

        var (parent, height) = expected is null ? (default, 0) : (expected.Hash, expected.Height + 1);
        foreach (var block in blocks)
        {
            if (block.ParentHash != parent)
                throw new ArgumentException($"block {block.Hash} is on {block.ParentHash}, not on {parent}", nameof(blocks));
            if (block.Height != height)
                throw new ArgumentException($"block {block.Hash} has height {block.Height}, not {height}", nameof(blocks));
            (parent, height) = (block.Hash, height + 1);
        }
    }

    /// <summary>Every hash whose row must be known before <see cref="Place"/>.</summary>
    public static HashSet<Hash256> HashesToFind(IReadOnlyList<StoredBlock> blocks)
    {
        var hashes = new HashSet<Hash256>(blocks.Count + 1);
        foreach (var block in blocks)
        {
            hashes.Add(block.Hash);
            if (!block.ParentHash.IsZero)
                hashes.Add(block.ParentHash);
        }

        return hashes;
    }

    /// <param name="rows">Those of <see cref="HashesToFind"/> that are stored; the placed ones are added.</param>
    public static List<PlacedBlock> Place(IReadOnlyList<StoredBlock> blocks, Dictionary<Hash256, HeaderRow> rows, long nextId)
    {
        var placed = new List<PlacedBlock>(blocks.Count);
        foreach (var block in blocks)
        {
            var parentId = ParentOf(block, rows);
            var isNew = rows.TryAdd(block.Hash, new HeaderRow(nextId, block.Height));
            placed.Add(new PlacedBlock(block, rows[block.Hash].Id, parentId, isNew));
            nextId += isNew ? 1 : 0;
        }

        return placed;
    }

    private static long? ParentOf(StoredBlock block, Dictionary<Hash256, HeaderRow> rows)
    {
        if (block.Height == 0 && block.ParentHash.IsZero)
            return null;
        if (!rows.TryGetValue(block.ParentHash, out var parent))
            throw new ArgumentException($"block {block.Hash} is on {block.ParentHash}, which is not stored", nameof(block));
        if (parent.Height != block.Height - 1)
            throw new ArgumentException($"block {block.Hash} has height {block.Height} on a parent of height {parent.Height}", nameof(block));
        return parent.Id;
    }
}
