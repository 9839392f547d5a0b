using BloomCoin.Chain;
using Microsoft.Data.Sqlite;
using static BloomCoin.Storage.ChainSql;

namespace BloomCoin.Storage.Sqlite;

internal sealed partial class SqliteChainStore
{
    public async Task<int?> Reorganise(
        ChainTip expected, Hash256 newTip, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default)
    {
        var fork = 0;
        var moved = await Write(connection =>
        {
            Insert(connection, blocks);
            var (height, work) = ReadNewTip(connection, newTip);
            if (!TryMoveTip(connection, expected.Hash, newTip, height, work))
                return false;
            fork = Replace(connection, newTip, height);
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

    /// <summary>Undoes the outputs down to the fork, exchanges the blocks above it, and applies the outputs of the new ones.</summary>
    private static int Replace(SqliteConnection connection, Hash256 newTip, int height)
    {
        using var find = Command(connection, SelectFork, ("@hash", newTip.ToArray()));
        var fork = (int)(long)find.ExecuteScalar()!;
        Execute(connection, NoteUndone, ("@height", fork));
        Execute(connection, ClearSpent, ("@height", fork));
        Execute(connection, DeleteMade, ("@height", fork));
        Execute(connection, ReplaceBest, ("@hash", newTip.ToArray()));
        Execute(connection, CutBest, ("@height", height));
        Execute(connection, CrossOffBest, ("@height", fork));
        WriteCoinsFrom(connection, fork + 1);
        return fork;
    }

    private static void Execute(SqliteConnection connection, string sql, (string Name, object? Value) parameter)
    {
        using var command = Command(connection, sql, parameter);
        command.ExecuteNonQuery();
    }
}
