using BloomCoin.Storage.PostgreSql;
using BloomCoin.Storage.Schema;
using Npgsql;

namespace BloomCoin.Storage;

public sealed partial class ChainStorage
{
    private const string PostgreSqlInvariant = "Npgsql";

    /// <summary>Statements that a connection keeps prepared: all of ours and Orleans', which are about forty.</summary>
    private const int PreparedStatements = 64;

    /// <summary>Opens the shared store: the chain and Orleans' tables in one database.</summary>
    /// <param name="connectionString">Npgsql's. "Max Auto Prepare" is ours unless it is set (0 is for a pooler that cannot prepare).</param>
    /// <param name="cancellation">Stops the migration between two scripts.</param>
    /// <exception cref="StorageException">The server cannot be reached or refuses, or the schema does not fit. The message never holds the password.</exception>
    public static async Task<ChainStorage> OpenPostgreSql(string connectionString, CancellationToken cancellation = default)
    {
        var settings = TryParse(connectionString) ?? throw new StorageException(
            "the PostgreSQL connection string cannot be read: it has the form Host=...;Port=...;Database=...;Username=...;Password=...");
        var source = NpgsqlDataSource.Create(settings);
        var store = new PostgreSqlChainStore(source);
        try
        {
            await new SchemaMigration(SqlDialect.PostgreSql, "chain").Apply(source, cancellation);
            await new SchemaMigration(SqlDialect.PostgreSql, "orleans").Apply(source, cancellation);
            await store.BuildMissingCoins(cancellation);
        }
        catch (Exception e)
        {
            await source.DisposeAsync();
            if (e is PostgresException refused)
                throw new StorageException($"PostgreSQL at {settings.Host}:{settings.Port} refuses: {refused.MessageText}", e);
            if (e is NpgsqlException)
                throw new StorageException($"PostgreSQL at {settings.Host}:{settings.Port} cannot be reached: {e.Message}", e);
            throw;
        }

        return new ChainStorage(store, store, store, store, store, source, PostgreSqlInvariant, source);
    }

    /// <summary>Null for a malformed string. The parser's message may quote a piece of a password that holds a semicolon: it goes no further.</summary>
    private static NpgsqlConnectionStringBuilder? TryParse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (!connectionString.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
                settings.MaxAutoPrepare = PreparedStatements;
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return null;
        }
    }
}
