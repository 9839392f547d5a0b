using BloomCoin.Chain;
using Npgsql;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.PostgreSql;

internal sealed partial class PostgreSqlChainStore
{
    public async Task<int?> Reorganise(
        ChainTip expected, Hash256 newTip, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default)
    {
        var fork = 0;
        var moved = await Write(async connection =>
        {
            await Execute(connection, LockTip, cancellation);
            await Insert(connection, blocks, cancellation);
            var (height, work) = await ReadNewTip(connection, newTip, cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Move(expected.Hash, newTip, height, work) } };
            if (await batch.ExecuteNonQueryAsync(cancellation) != 1)
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
        await Execute(connection, NoteUndone, cancellation, ("height", fork));
        await Execute(connection, ClearSpent, cancellation, ("height", fork));
        await Execute(connection, DeleteMade, cancellation, ("height", fork));
        await Execute(connection, ReplaceBest, cancellation, ("hash", newTip.ToArray()));
        await Execute(connection, CutBest, cancellation, ("height", height));
        await Execute(connection, CrossOffBest, cancellation, ("height", fork));
        await WriteCoinsFrom(connection, fork + 1, cancellation);
        return fork;
    }

    private static async Task Execute(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
