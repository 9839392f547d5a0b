using BloomCoin.Chain;
using Microsoft.Data.Sqlite;

namespace BloomCoin.Storage.Sqlite;

/// <summary>The chain in one SQLite file. Its library blocks the thread, so the work runs on the pool, never on a grain's.</summary>
internal sealed partial class SqliteChainStore(SqliteDataSource source) : IChainStore, IDisposable
{
    /// <summary>SQLite has one writer at a time: waiting here is fair and costs no polling of the file's lock.</summary>
    private readonly SemaphoreSlim _writer = new(1, 1);

    public void Dispose() => _writer.Dispose();

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text in this class is a constant.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>Reads in one transaction, so that all of them see one state.</summary>
    private Task<T> Read<T>(Func<SqliteConnection, T> query, CancellationToken cancellation) => Task.Run(() =>
    {
        try
        {
            using var connection = source.OpenConnection();
            using var transaction = connection.BeginTransaction(deferred: true);
            return query(connection);
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Wrap(e);
        }
    }, cancellation);

    /// <summary>One write transaction, committed when <paramref name="write"/> says true and undone when it says false or throws.</summary>
    private async Task<bool> Write(Func<SqliteConnection, bool> write, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => WriteNow(write), cancellation);
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Wrap(e);
        }
        finally
        {
            _writer.Release();
        }
    }

    private bool WriteNow(Func<SqliteConnection, bool> write)
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction(deferred: false);
        if (!write(connection))
            return false;
        transaction.Commit();
        return true;
    }
}
