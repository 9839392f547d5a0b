using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace BloomCoin.Storage.Sqlite;

/// <summary>One SQLite file as a data source: pooled connections that are set up the same way however they are opened.</summary>
public sealed class SqliteDataSource : DbDataSource
{
    /// <summary>Seconds that a command waits for another's lock before it fails as locked.</summary>
    private const int LockTimeout = 5;

    private readonly string _pragmas;

    private SqliteDataSource(string file, string pragmas)
    {
        _pragmas = pragmas;
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = true,
            ForeignKeys = true,
            DefaultTimeout = LockTimeout,
        }.ToString();
    }

    public override string ConnectionString { get; }

    /// <summary>For the chain: a commit is on the disk when it returns (synchronous=FULL).</summary>
    public static SqliteDataSource ForChain(string file) => new(file, "PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL;");

    /// <summary>
    /// For Orleans' tables: a commit survives the process, and a power failure may undo the last ones but never tears
    /// them (synchronous=NORMAL). Several thousand grain writes a second instead of one fsync each.
    /// </summary>
    public static SqliteDataSource ForOrleans(string file) => new(file, "PRAGMA busy_timeout=5000; PRAGMA synchronous=NORMAL;");

    /// <summary>With other settings, to make a file fail.</summary>
    internal static SqliteDataSource WithPragmas(string file, string pragmas) => new(file, pragmas);

    /// <summary>Makes readers and the writer independent of each other. The file remembers it.</summary>
    public async Task UseWriteAheadLog(CancellationToken cancellation)
    {
        await using var connection = (SqliteConnection)await OpenConnectionAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc cref="DbDataSource.OpenConnection"/>
    public new SqliteConnection OpenConnection() => (SqliteConnection)base.OpenConnection();

    protected override DbConnection CreateDbConnection() => new Connection(ConnectionString, _pragmas);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        Dispose(disposing: true);
        await base.DisposeAsyncCore();
    }

    /// <summary>Settings are the connection's, not the file's: each one that opens must make them.</summary>
    private sealed class Connection(string connectionString, string pragmas) : SqliteConnection(connectionString)
    {
        public override void Open()
        {
            base.Open();
            using var command = CreateCommand();
#pragma warning disable CA2100 // A constant of the caller.
            command.CommandText = pragmas;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
