using BloomCoin.Chain;
using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore
{
    /// <summary>From the new tip back to the first block that is on the best chain already; the index takes each on the way.</summary>
    private const string ReplaceBest = """
        WITH RECURSIVE branch (id, parent_id, height) AS (
            SELECT id, parent_id, height FROM header WHERE hash = @hash
            UNION ALL
            SELECT p.id, p.parent_id, p.height FROM branch b JOIN header p ON p.id = b.parent_id
            WHERE NOT EXISTS (SELECT 1 FROM best_chain c WHERE c.height = b.height AND c.header_id = b.id))
        INSERT INTO best_chain (height, header_id)
        SELECT height, id FROM branch WHERE true
        ON CONFLICT (height) DO UPDATE SET header_id = excluded.header_id
        RETURNING height
        """;

    public async Task<int?> Reorganise(ChainTip expected, Hash256 newTip, CancellationToken cancellation = default)
    {
        var fork = 0;
        var moved = await Write(connection =>
        {
            var (height, work) = ReadNewTip(connection, newTip);
            if (!TryMoveTip(connection, expected.Hash, newTip, height, work))
                return false;
            fork = ReplaceAbove(connection, newTip, height);
            return true;
        }, cancellation);
        return moved ? fork : null;
    }

    private static (int Height, byte[] Work) ReadNewTip(SqliteConnection connection, Hash256 newTip)
    {
        using var find = Command(connection, FindTip, ("@hash", newTip.ToArray()));
        using var reader = find.ExecuteReader();
        return reader.Read()
            ? (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1))
            : throw new ArgumentException($"block {newTip} is not stored", nameof(newTip));
    }

    private static int ReplaceAbove(SqliteConnection connection, Hash256 newTip, int height)
    {
        var fork = height;
        using (var replace = Command(connection, ReplaceBest, ("@hash", newTip.ToArray())))
        using (var reader = replace.ExecuteReader())
            while (reader.Read())
                fork = Math.Min(fork, reader.GetInt32(0));

        using var cut = Command(connection, CutBest, ("@height", height));
        cut.ExecuteNonQuery();
        return fork;
    }
}
