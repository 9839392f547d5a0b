using BloomCoin.Chain;
using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore
{
    /// <summary>The compare and swap. IS, unlike =, also finds the NULL of an empty store.</summary>
    private const string MoveTip = "UPDATE tip SET hash = @hash, height = @height, work = @work WHERE hash IS @expected";

    private const string FindRow = "SELECT id, height FROM header WHERE hash = @hash";
    private const string InsertHeader =
        "INSERT INTO header (id, hash, parent_id, height, work, bytes) VALUES (@id, @hash, @parent, @height, @work, @bytes)";
    private const string InsertBody = "INSERT INTO body (header_id, bytes) VALUES (@id, @bytes)";
    private const string InsertBest = "INSERT INTO best_chain (height, header_id) VALUES (@height, @id)";

    public Task<bool> Append(ChainTip? expected, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default)
    {
        Placement.RequireChain(expected, blocks);
        return Write(connection =>
        {
            var last = blocks[^1];
            if (!TryMoveTip(connection, expected?.Hash, last.Hash, last.Height, last.Work.ToArray()))
                return false;
            IndexBest(connection, Insert(connection, blocks));
            WriteCoins(connection, CoinChanges.Of(blocks));
            return true;
        }, cancellation);
    }

    public Task StoreBranch(IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) => Write(connection =>
    {
        Insert(connection, blocks);
        return true;
    }, cancellation);

    private static bool TryMoveTip(SqliteConnection connection, Hash256? expected, Hash256 hash, int height, byte[] work)
    {
        using var move = Command(connection, MoveTip,
            ("@hash", hash.ToArray()), ("@height", height), ("@work", work), ("@expected", expected?.ToArray()));
        return move.ExecuteNonQuery() == 1;
    }

    private static List<PlacedBlock> Insert(SqliteConnection connection, IReadOnlyList<StoredBlock> blocks)
    {
        using var last = Command(connection, LastRow);
        var placed = Placement.Place(blocks, FindRows(connection, Placement.HashesToFind(blocks)), (long)last.ExecuteScalar()! + 1);

        using var header = Command(connection, InsertHeader);
        using var body = Command(connection, InsertBody);
        var (id, hash, parent) = (Add(header, "@id"), Add(header, "@hash"), Add(header, "@parent"));
        var (height, work, bytes) = (Add(header, "@height"), Add(header, "@work"), Add(header, "@bytes"));
        var (bodyId, bodyBytes) = (Add(body, "@id"), Add(body, "@bytes"));

        foreach (var row in placed.Where(row => row.IsNew))
        {
            (id.Value, hash.Value, parent.Value) = (row.Id, row.Block.Hash.ToArray(), (object?)row.ParentId ?? DBNull.Value);
            (height.Value, work.Value, bytes.Value) = (row.Block.Height, row.Block.Work.ToArray(), row.Block.Bytes[..Placement.HeaderLength].ToArray());
            header.ExecuteNonQuery();
            (bodyId.Value, bodyBytes.Value) = (row.Id, row.Block.Bytes[Placement.HeaderLength..].ToArray());
            body.ExecuteNonQuery();
        }

        return placed;
    }

    private static void IndexBest(SqliteConnection connection, List<PlacedBlock> placed)
    {
        using var best = Command(connection, InsertBest);
        var (height, id) = (Add(best, "@height"), Add(best, "@id"));
        foreach (var row in placed)
        {
            (height.Value, id.Value) = (row.Block.Height, row.Id);
            best.ExecuteNonQuery();
        }
    }

    private static Dictionary<Hash256, HeaderRow> FindRows(SqliteConnection connection, HashSet<Hash256> hashes)
    {
        var rows = new Dictionary<Hash256, HeaderRow>(hashes.Count);
        using var find = Command(connection, FindRow);
        var parameter = Add(find, "@hash");
        foreach (var hash in hashes)
        {
            parameter.Value = hash.ToArray();
            using var reader = find.ExecuteReader();
            if (reader.Read())
                rows.Add(hash, new HeaderRow(reader.GetInt64(0), reader.GetInt32(1)));
        }

        return rows;
    }

    private static SqliteParameter Add(SqliteCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
