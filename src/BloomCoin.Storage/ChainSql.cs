namespace BloomCoin.Storage;

/// <summary>Statements on the chain that SQLite and PostgreSQL read alike. What differs stands in each store.</summary>
internal static class ChainSql
{
    /// <summary>No row while the store is empty.</summary>
    public const string SelectTip = "SELECT hash, height, work FROM tip WHERE hash IS NOT NULL";

    /// <summary>A header on any branch, and whether it is on the best chain.</summary>
    public const string SelectHeader = """
        SELECT h.height, h.work, h.bytes, c.height IS NOT NULL
        FROM header h LEFT JOIN best_chain c ON c.height = h.height AND c.header_id = h.id
        WHERE h.hash = @hash
        """;

    /// <summary>A header and those before it on its own branch, oldest first.</summary>
    public const string SelectAncestors = """
        WITH RECURSIVE branch (parent_id, bytes, n) AS (
            SELECT parent_id, bytes, 1 FROM header WHERE hash = @hash
            UNION ALL
            SELECT p.parent_id, p.bytes, b.n + 1 FROM branch b JOIN header p ON p.id = b.parent_id WHERE b.n < @count)
        SELECT bytes FROM branch ORDER BY n DESC
        """;

    /// <summary>Headers of the best chain from a height on.</summary>
    public const string SelectHeaders = """
        SELECT h.bytes FROM best_chain c JOIN header h ON h.id = c.header_id
        WHERE c.height >= @start ORDER BY c.height LIMIT @count
        """;

    /// <summary>What the tip will be after a reorganisation to a stored block.</summary>
    public const string FindTip = "SELECT height, work FROM header WHERE hash = @hash";

    /// <summary>The best chain ends at a height.</summary>
    public const string CutBest = "DELETE FROM best_chain WHERE height > @height";

    /// <summary>The highest row number in use.</summary>
    public const string LastRow = "SELECT coalesce(max(id), 0) FROM header";
}
