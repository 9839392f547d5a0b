using BloomCoin.Storage.Schema;
using BloomCoin.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace BloomCoin.Storage;

public sealed partial class ChainStorage
{
    /// <summary>Orleans 10 loads Microsoft.Data.Sqlite under the older library's name.</summary>
    private const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>Opens the embedded store: chain.db, and orleans.db apart from it, so that grain writes do not wait for appends.</summary>
    /// <param name="dataDirectory">Created where it is missing, and this node's alone until it is disposed.</param>
    /// <param name="cancellation">Stops the migration between two scripts.</param>
    /// <exception cref="StorageException">The folder is in use or cannot be written, or a file's schema does not fit.</exception>
    public static async Task<ChainStorage> OpenSqlite(string dataDirectory, CancellationToken cancellation = default)
    {
        var directory = Path.GetFullPath(dataDirectory);
        var owner = DataDirectoryLock.Take(directory);
        var chain = SqliteDataSource.ForChain(Path.Combine(directory, "chain.db"));
        var orleans = SqliteDataSource.ForOrleans(Path.Combine(directory, "orleans.db"));
        var store = new SqliteChainStore(chain);
        try
        {
            await Prepare(chain, "chain", cancellation);
            await Prepare(orleans, "orleans", cancellation);
            await store.BuildMissingCoins(cancellation);
        }
        catch (Exception e)
        {
            store.Dispose();
            await chain.DisposeAsync();
            await orleans.DisposeAsync();
            owner.Dispose();
            if (e is SqliteException)
                throw new StorageException($"the data folder {directory} cannot be used: {e.Message}", e);
            throw;
        }

        return new ChainStorage(store, store, store, store, store, orleans, SqliteInvariant, store, chain, orleans, owner);
    }

    private static async Task Prepare(SqliteDataSource source, string component, CancellationToken cancellation)
    {
        await source.UseWriteAheadLog(cancellation);
        await new SchemaMigration(SqlDialect.Sqlite, component).Apply(source, cancellation);
    }
}
