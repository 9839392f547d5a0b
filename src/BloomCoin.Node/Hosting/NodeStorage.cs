using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Node.Configuration;
using BloomCoin.Node.Options;
using BloomCoin.Storage;

namespace BloomCoin.Node.Hosting;

/// <summary>The store that the configuration names, brought to this build's schema, with the network's first block in it.</summary>
internal static class NodeStorage
{
    /// <exception cref="StartupException">It cannot be used; its line says why.</exception>
    public static async Task<ChainStorage> Open(IConfiguration configuration, CancellationToken cancellation)
    {
        var node = configuration.Bind<NodeOptions>(NodeOptions.Section);
        var options = configuration.Bind<StorageOptions>(StorageOptions.Section);
        ChainStorage? storage = null;
        try
        {
            storage = options.Provider == StorageProvider.Sqlite
                ? await ChainStorage.OpenSqlite(node.DataDirectory, cancellation)
                : await ChainStorage.OpenPostgreSql(options.ConnectionString!, cancellation);
            await GenesisBlock.Plant(storage.Chain, ChainParameters.Find(node.Network)!, cancellation);
            if (options.Provider == StorageProvider.Sqlite)
                await LocalMembership.Forget(storage.Orleans, configuration.Bind<ClusterOptions>(ClusterOptions.Section).Id, cancellation);
            return storage;
        }
        catch (StorageException exception)
        {
            if (storage is not null) await storage.DisposeAsync();
            throw new StartupException(exception.Message);
        }
    }
}
