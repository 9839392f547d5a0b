namespace BloomCoin.Storage;

/// <summary>Statements on the chain that SQLite and PostgreSQL read alike. What differs stands in each store.</summary>
internal static class ChainSql
{
    /// <summary>From a stored block back to the first one that is on the best chain, which is part of it.</summary>
    private const string Branch = """
        WITH RECURSIVE branch (id, parent_id, height, hash) AS (
            SELECT id, parent_id, height, hash FROM header WHERE hash = @hash
            UNION ALL
            SELECT p.id, p.parent_id, p.height, p.hash FROM branch b JOIN header p ON p.id = b.parent_id
            WHERE NOT EXISTS (SELECT 1 FROM best_chain c WHERE c.height = b.height AND c.header_id = b.id))

        """;

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

    /// <summary>A branch, oldest first. Its first block is the last one shared with the best chain.</summary>
    public const string SelectBranch = Branch + "SELECT height, hash FROM branch ORDER BY height";

    /// <summary>Headers of the best chain from a height on.</summary>
    public const string SelectHeaders = """
        SELECT h.bytes FROM best_chain c JOIN header h ON h.id = c.header_id
        WHERE c.height >= @start ORDER BY c.height LIMIT @count
        """;

    /// <summary>Blocks of the best chain from a height on, to be parsed again.</summary>
    public const string SelectBestBlocks = """
        SELECT h.bytes, b.bytes FROM best_chain c JOIN header h ON h.id = c.header_id JOIN body b ON b.header_id = h.id
        WHERE c.height >= @start ORDER BY c.height LIMIT @count
        """;

    /// <summary>What the tip will be after a reorganisation to a stored block.</summary>
    public const string FindTip = "SELECT height, work FROM header WHERE hash = @hash";

    /// <summary>The height of the last block that a stored one's branch shares with the best chain.</summary>
    public const string SelectFork = Branch + "SELECT min(height) FROM branch";

    /// <summary>The best chain's index takes each block of a branch.</summary>
    public const string ReplaceBest = Branch + """
        INSERT INTO best_chain (height, header_id) SELECT height, id FROM branch WHERE true
        ON CONFLICT (height) DO UPDATE SET header_id = excluded.header_id
        """;

    /// <summary>The best chain ends at a height.</summary>
    public const string CutBest = "DELETE FROM best_chain WHERE height > @height";

    /// <summary>Notes the blocks above a height, before they leave the best chain.</summary>
    public const string NoteUndone =
        "INSERT INTO undone (header_id) SELECT header_id FROM best_chain WHERE height > @height ON CONFLICT (header_id) DO NOTHING";

    /// <summary>Crosses off blocks that a later reorganisation put back.</summary>
    public const string CrossOffBest = "DELETE FROM undone WHERE header_id IN (SELECT header_id FROM best_chain WHERE height > @height)";

    /// <summary>The outputs as they were at a height: what was spent above it is unspent, what was made above it is gone.</summary>
    public const string ClearSpent = "UPDATE coin SET spent_height = NULL WHERE spent_height > @height";

    /// <inheritdoc cref="ClearSpent"/>
    public const string DeleteMade = "DELETE FROM coin WHERE height > @height";

    /// <summary>The highest row number in use.</summary>
    public const string LastRow = "SELECT coalesce(max(id), 0) FROM header";

    /// <summary>Whether the outputs of a chain are still to be written: the schema that has them came after the chain.</summary>
    public const string LacksCoins = "SELECT EXISTS (SELECT 1 FROM tip WHERE height > 0) AND NOT EXISTS (SELECT 1 FROM coin)";

    /// <summary>What an address owns. Immature: made by a coinbase above a height.</summary>
    public const string SelectBalance = """
        SELECT count(*), CAST(coalesce(sum(amount), 0) AS bigint),
               CAST(coalesce(sum(CASE WHEN is_coinbase AND height > @mature THEN amount END), 0) AS bigint)
        FROM coin WHERE address = @address AND spent_height IS NULL
        """;

    /// <summary>What an address can spend, a page of it.</summary>
    public const string SelectUnspent = """
        SELECT txid, position, amount, height, is_coinbase FROM coin
        WHERE address = @address AND spent_height IS NULL AND (txid, position) > (@txid, @position)
        ORDER BY txid, position LIMIT @count
        """;

    /// <summary>All that is unspent.</summary>
    public const string SelectSupply = "SELECT count(*), CAST(coalesce(sum(amount), 0) AS bigint) FROM coin WHERE spent_height IS NULL";

    /// <summary>Kept transactions, a page of them.</summary>
    public const string SelectTransactions =
        "SELECT number, txid, received, is_local, bytes FROM mempool WHERE number > @after ORDER BY number LIMIT @count";

    /// <summary>Blocks that left the best chain, lowest first.</summary>
    /// <remarks>IN and no join: SQLite begins a join with the table that it likes, and read every header there is to find that none was undone.</remarks>
    public const string SelectUndone = """
        SELECT h.hash, h.height, h.bytes, b.bytes FROM header h JOIN body b ON b.header_id = h.id
        WHERE h.id IN (SELECT header_id FROM undone) ORDER BY h.height, h.id LIMIT @count
        """;

    /// <summary>Keeps a transaction.</summary>
    public const string InsertTransaction = """
        INSERT INTO mempool (txid, received, is_local, bytes) VALUES (@txid, @received, @local, @bytes)
        ON CONFLICT (txid) DO NOTHING
        """;

    /// <summary>Forgets a transaction.</summary>
    public const string DeleteTransaction = "DELETE FROM mempool WHERE txid = @txid";

    /// <summary>Crosses off an undone block.</summary>
    public const string DeleteUndone = "DELETE FROM undone WHERE header_id = (SELECT id FROM header WHERE hash = @hash)";

    /// <summary>The address book's secret stays the one that was kept first.</summary>
    public const string InsertSecret = "INSERT INTO address_secret (number, bytes) VALUES (1, @bytes) ON CONFLICT (number) DO NOTHING";

    /// <inheritdoc cref="InsertSecret"/>
    public const string SelectSecret = "SELECT bytes FROM address_secret WHERE number = 1";

    /// <summary>Known addresses, a page of them.</summary>
    public const string SelectAddresses = """
        SELECT address, port, source, services, last_seen, last_try, last_success, last_held, failures, is_tried FROM address
        WHERE (address, port) > (@address, @port) ORDER BY address, port LIMIT @count
        """;

    /// <summary>Keeps an address, or what is new of it.</summary>
    public const string UpsertAddress = """
        INSERT INTO address (address, port, source, services, last_seen, last_try, last_success, last_held, failures, is_tried)
        VALUES (@address, @port, @source, @services, @seen, @try, @success, @held, @failures, @tried)
        ON CONFLICT (address, port) DO UPDATE SET
            source = excluded.source, services = excluded.services, last_seen = excluded.last_seen, last_try = excluded.last_try,
            last_success = excluded.last_success, last_held = excluded.last_held, failures = excluded.failures, is_tried = excluded.is_tried
        """;

    /// <summary>Forgets an address.</summary>
    public const string DeleteAddress = "DELETE FROM address WHERE address = @address AND port = @port";
}
