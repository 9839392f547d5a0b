using BloomCoin.Chain;
using Npgsql;
using NpgsqlTypes;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore
{
    /// <summary>The compare and swap. IS NOT DISTINCT FROM, unlike =, also finds the NULL of an empty store.</summary>
    private const string MoveTip =
        "UPDATE tip SET hash = @hash, height = @height, work = @work WHERE hash IS NOT DISTINCT FROM @expected";

    private const string LockTip = "SELECT id FROM tip FOR UPDATE";
    private const string FindRows = "SELECT hash, id, height FROM header WHERE hash = ANY (@hashes)";
    private const string CopyHeaders = "COPY header (id, hash, parent_id, height, work, bytes) FROM STDIN (FORMAT BINARY)";
    private const string CopyBodies = "COPY body (header_id, bytes) FROM STDIN (FORMAT BINARY)";
    private const string CopyBest = "COPY best_chain (height, header_id) FROM STDIN (FORMAT BINARY)";

    public Task<bool> Append(ChainTip? expected, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default)
    {
        Placement.RequireChain(expected, blocks);
        return Write(async connection =>
        {
            var last = blocks[^1];
            if (!await TryMoveTip(connection, expected?.Hash, last.Hash, last.Height, last.Work.ToArray(), cancellation))
                return false;
            await IndexBest(connection, await Insert(connection, blocks, cancellation), cancellation);
            await WriteCoins(connection, CoinChanges.Of(blocks), cancellation);
            return true;
        }, cancellation);
    }

    public Task StoreBranch(IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) => Write(async connection =>
    {
        await Execute(connection, LockTip, cancellation);
        await Insert(connection, blocks, cancellation);
        return true;
    }, cancellation);

    private static async Task<bool> TryMoveTip(
        NpgsqlConnection connection, Hash256? expected, Hash256 hash, int height, byte[] work, CancellationToken cancellation)
    {
        await using var move = Command(connection, MoveTip, ("hash", hash.ToArray()), ("height", height), ("work", work));
        move.Parameters.Add(new NpgsqlParameter("expected", NpgsqlDbType.Bytea) { Value = (object?)expected?.ToArray() ?? DBNull.Value });
        return await move.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static async Task<List<PlacedBlock>> Insert(
        NpgsqlConnection connection, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation)
    {
        var rows = await ReadRows(connection, Placement.HashesToFind(blocks), cancellation);
        await using var last = Command(connection, LastRow);
        var placed = Placement.Place(blocks, rows, (long)(await last.ExecuteScalarAsync(cancellation))! + 1);
        var added = placed.FindAll(row => row.IsNew);
        if (added.Count == 0)
            return placed;

        await using (var headers = await connection.BeginBinaryImportAsync(CopyHeaders, cancellation))
        {
            foreach (var row in added)
                await WriteHeader(headers, row, cancellation);
            await headers.CompleteAsync(cancellation);
        }

        await using (var bodies = await connection.BeginBinaryImportAsync(CopyBodies, cancellation))
        {
            foreach (var row in added)
            {
                await bodies.StartRowAsync(cancellation);
                await bodies.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellation);
                await bodies.WriteAsync(row.Block.Bytes[Placement.HeaderLength..], NpgsqlDbType.Bytea, cancellation);
            }

            await bodies.CompleteAsync(cancellation);
        }

        return placed;
    }

    private static async Task WriteHeader(NpgsqlBinaryImporter headers, PlacedBlock row, CancellationToken cancellation)
    {
        await headers.StartRowAsync(cancellation);
        await headers.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellation);
        await headers.WriteAsync(row.Block.Hash.ToArray(), NpgsqlDbType.Bytea, cancellation);
        if (row.ParentId is { } parent)
            await headers.WriteAsync(parent, NpgsqlDbType.Bigint, cancellation);
        else
            await headers.WriteNullAsync(cancellation);
        await headers.WriteAsync(row.Block.Height, NpgsqlDbType.Integer, cancellation);
        await headers.WriteAsync(row.Block.Work.ToArray(), NpgsqlDbType.Bytea, cancellation);
        await headers.WriteAsync(row.Block.Bytes[..Placement.HeaderLength], NpgsqlDbType.Bytea, cancellation);
    }

    private static async Task IndexBest(NpgsqlConnection connection, List<PlacedBlock> placed, CancellationToken cancellation)
    {
        await using var best = await connection.BeginBinaryImportAsync(CopyBest, cancellation);
        foreach (var row in placed)
        {
            await best.StartRowAsync(cancellation);
            await best.WriteAsync(row.Block.Height, NpgsqlDbType.Integer, cancellation);
            await best.WriteAsync(row.Id, NpgsqlDbType.Bigint, cancellation);
        }

        await best.CompleteAsync(cancellation);
    }

    private static async Task<Dictionary<Hash256, HeaderRow>> ReadRows(
        NpgsqlConnection connection, HashSet<Hash256> hashes, CancellationToken cancellation)
    {
        var rows = new Dictionary<Hash256, HeaderRow>();
        await using var find = Command(connection, FindRows, ("hashes", Bytes(hashes)));
        await using var reader = await find.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add(new Hash256(reader.GetFieldValue<byte[]>(0)), new HeaderRow(reader.GetInt64(1), reader.GetInt32(2)));
        return rows;
    }
}
