using System.Data;
using BloomCoin.Chain;
using Npgsql;

namespace BloomCoin.Storage.PostgreSql;

/// <summary>The chain in PostgreSQL, for many silos: the database decides who writes. Statements are prepared by the data source.</summary>
/// <remarks>
/// Every writer holds the tip's row, by moving or by locking it, until it commits. So row numbers are the highest plus
/// one and a block looked for once stays absent. READ COMMITTED is enough: the row is compared again after the wait.
/// </remarks>
internal sealed partial class PostgreSqlChainStore(NpgsqlDataSource source) : IChainStore
{
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
#pragma warning disable CA2100 // Every text in this class is a constant.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        AddParameters(command.Parameters, parameters);
        return command;
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        AddParameters(command.Parameters, parameters);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static void AddParameters(NpgsqlParameterCollection target, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var (name, value) in parameters) target.AddWithValue(name, value ?? DBNull.Value);
    }

    private async Task<T> Read<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            return await query(connection);
        }
        catch (NpgsqlException e)
        {
            throw PostgreSqlFailure.Wrap(e);
        }
    }

    /// <summary>Several statements that see one state.</summary>
    private Task<T> ReadSnapshot<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation) => Read(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return await query(connection);
    }, cancellation);

    /// <summary>One transaction, committed when <paramref name="write"/> says true and undone when it says false or throws.</summary>
    private Task<bool> Write(Func<NpgsqlConnection, Task<bool>> write, CancellationToken cancellation) => Read(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await write(connection))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);

    private static byte[][] Bytes(IReadOnlyCollection<Hash256> hashes) => [.. hashes.Select(hash => hash.ToArray())];
}
