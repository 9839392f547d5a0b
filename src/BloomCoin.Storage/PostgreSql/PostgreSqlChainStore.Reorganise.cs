using BloomCoin.Chain;
using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore
{
    public async Task<int?> Reorganise(ChainTip expected, Hash256 newTip, CancellationToken cancellation = default)
    {
        var fork = 0;
        var moved = await Write(async connection =>
        {
            var (height, work) = await ReadNewTip(connection, newTip, cancellation);
            if (!await TryMoveTip(connection, expected.Hash, newTip, height, work, cancellation))
                return false;
            fork = await Replace(connection, newTip, height, cancellation);
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

    /// <summary>Undoes the outputs down to the fork, exchanges the blocks above it, and applies the outputs of the new ones.</summary>
    private static async Task<int> Replace(NpgsqlConnection connection, Hash256 newTip, int height, CancellationToken cancellation)
    {
        await using var find = Command(connection, SelectFork, ("hash", newTip.ToArray()));
        var fork = (int)(await find.ExecuteScalarAsync(cancellation))!;
        await Execute(connection, NoteUndone, ("height", fork), cancellation);
        await Execute(connection, ClearSpent, ("height", fork), cancellation);
        await Execute(connection, DeleteMade, ("height", fork), cancellation);
        await Execute(connection, ReplaceBest, ("hash", newTip.ToArray()), cancellation);
        await Execute(connection, CutBest, ("height", height), cancellation);
        await Execute(connection, CrossOffBest, ("height", fork), cancellation);
        await WriteCoinsFrom(connection, fork + 1, cancellation);
        return fork;
    }

    private static async Task Execute(
        NpgsqlConnection connection, string sql, (string Name, object? Value) parameter, CancellationToken cancellation)
    {
        await using var command = Command(connection, sql, parameter);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
