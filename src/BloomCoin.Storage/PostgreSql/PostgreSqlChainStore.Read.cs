using BloomCoin.Chain;
using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore
{
    private const string SelectBestHeights = """
        SELECT coalesce(c.height, -1)
        FROM unnest(@hashes) WITH ORDINALITY AS a (hash, ordinal)
        LEFT JOIN header h ON h.hash = a.hash
        LEFT JOIN best_chain c ON c.height = h.height AND c.header_id = h.id
        ORDER BY a.ordinal
        """;

    /// <summary>The lengths are summed first, from the rows alone, so that no body beyond the limit is read or sent.</summary>
    private const string SelectBlocks = """
        WITH asked AS (
            SELECT a.ordinal, h.id, coalesce(sum(length(h.bytes) + length(b.bytes)) OVER (
                ORDER BY a.ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
            FROM unnest(@hashes) WITH ORDINALITY AS a (hash, ordinal)
            LEFT JOIN header h ON h.hash = a.hash
            LEFT JOIN body b ON b.header_id = h.id)
        SELECT h.bytes || b.bytes FROM asked
        LEFT JOIN header h ON h.id = asked.id
        LEFT JOIN body b ON b.header_id = asked.id
        WHERE asked.before = 0 OR asked.before < @max
        ORDER BY asked.ordinal
        """;

    public Task<ChainTip?> ReadTip(CancellationToken cancellation = default) => Read(connection => TipOf(connection, cancellation), cancellation);

    public Task<StoredHeader?> FindHeader(Hash256 hash, CancellationToken cancellation = default) => Read(async connection =>
    {
        await using var command = Command(connection, SelectHeader, ("hash", hash.ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new StoredHeader(hash, reader.GetInt32(0), StoredRows.WorkOf(reader, 1), reader.GetBoolean(3), reader.GetFieldValue<byte[]>(2))
            : null;
    }, cancellation);

    public Task<int[]> Locate(IReadOnlyList<Hash256> hashes, CancellationToken cancellation = default) => Read(async connection =>
    {
        await using var command = Command(connection, SelectBestHeights, ("hashes", Bytes(hashes)));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var heights = new List<int>(hashes.Count);
        while (await reader.ReadAsync(cancellation))
            heights.Add(reader.GetInt32(0));
        return heights.ToArray();
    }, cancellation);

    public Task<BranchPath?> FindBranch(Hash256 hash, CancellationToken cancellation = default) => Read(async connection =>
    {
        await using var command = Command(connection, SelectBranch, ("hash", hash.ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;

        var fork = reader.GetInt32(0);
        var blocks = new List<Hash256>();
        while (await reader.ReadAsync(cancellation)) blocks.Add(StoredRows.HashOf(reader, 1));
        return new BranchPath(fork, blocks);
    }, cancellation);

    public Task<byte[]> ReadAncestors(Hash256 hash, int count, CancellationToken cancellation = default) =>
        ReadHeaderRows(SelectAncestors, count, cancellation, ("hash", hash.ToArray()), ("count", count));

    public Task<byte[]> ReadHeaders(int start, int count, CancellationToken cancellation = default) =>
        ReadHeaderRows(SelectHeaders, count, cancellation, ("start", start), ("count", count));

    public Task<IReadOnlyList<byte[]?>> ReadBlocks(IReadOnlyList<Hash256> hashes, long maxBytes, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<byte[]?>>(async connection =>
        {
            await using var command = Command(connection, SelectBlocks, ("hashes", Bytes(hashes)), ("max", maxBytes));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var blocks = new List<byte[]?>(hashes.Count);
            while (await reader.ReadAsync(cancellation))
                blocks.Add(await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetFieldValue<byte[]>(0));
            return blocks;
        }, cancellation);

    private static async Task<ChainTip?> TipOf(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection, SelectTip);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? StoredRows.TipOf(reader)
            : null;
    }

    private Task<byte[]> ReadHeaderRows(string sql, int count, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        count <= 0 ? Task.FromResult<byte[]>([]) : Read(async connection =>
        {
            await using var command = Command(connection, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            using var headers = new MemoryStream();
            while (await reader.ReadAsync(cancellation))
                headers.Write(reader.GetFieldValue<byte[]>(0));
            return headers.ToArray();
        }, cancellation);
}
