using BloomCoin.Chain;
using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore
{
    /// <summary>From the new tip back to the first block that is on the best chain already; the index takes each on the way.</summary>
    private const string ReplaceBest = """
        WITH RECURSIVE branch (id, parent_id, height) AS (
            SELECT id, parent_id, height FROM header WHERE hash = @hash
            UNION ALL
            SELECT p.id, p.parent_id, p.height FROM branch b JOIN header p ON p.id = b.parent_id
            WHERE NOT EXISTS (SELECT FROM best_chain c WHERE c.height = b.height AND c.header_id = b.id)),
        replaced AS (
            INSERT INTO best_chain (height, header_id) SELECT height, id FROM branch
            ON CONFLICT (height) DO UPDATE SET header_id = excluded.header_id
            RETURNING height)
        SELECT min(height) FROM replaced
        """;

    public async Task<int?> Reorganise(ChainTip expected, Hash256 newTip, CancellationToken cancellation = default)
    {
        var fork = 0;
        var moved = await Write(async connection =>
        {
            var (height, work) = await ReadNewTip(connection, newTip, cancellation);
            if (!await TryMoveTip(connection, expected.Hash, newTip, height, work, cancellation))
                return false;

            await using var replace = Command(connection, ReplaceBest, ("hash", newTip.ToArray()));
            fork = (int)(await replace.ExecuteScalarAsync(cancellation))!;
            await using var cut = Command(connection, CutBest, ("height", height));
            await cut.ExecuteNonQueryAsync(cancellation);
            return true;
        }, cancellation);
        return moved ? fork : null;
    }

    private static async Task<(int Height, byte[] Work)> ReadNewTip(NpgsqlConnection connection, Hash256 newTip, CancellationToken cancellation)
    {
        await using var find = Command(connection, FindTip, ("hash", newTip.ToArray()));
        await using var reader = await find.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (reader.GetInt32(0), reader.GetFieldValue<byte[]>(1))
            : throw new ArgumentException($"block {newTip} is not stored", nameof(newTip));
    }
}
