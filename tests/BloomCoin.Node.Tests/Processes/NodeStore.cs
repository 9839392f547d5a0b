using BloomCoin.Node.Options;
using BloomCoin.Storage;

namespace BloomCoin.Node.Tests.Processes;

/// <summary>Where one node of a test stores: a folder of its own, and with PostgreSQL a database of its own.</summary>
internal sealed class NodeStore : IDisposable
{
    private readonly string? _database;

    private NodeStore(string? database)
    {
        _database = database;
        Directory = StoreFolder.Create("bloom-node-").FullName;
    }

    public string Directory { get; }

    public IEnumerable<string> Arguments => _database is null
        ? [$"--Bloom:DataDirectory={Directory}"]
        : [$"--Bloom:DataDirectory={Directory}", "--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={_database}"];

    public static NodeStore Sqlite() => new(null);

    public static NodeStore PostgreSql(string database) => new(database);

    public static async Task<NodeStore> Create(StorageProvider provider, PostgreSqlServer server) =>
        provider == StorageProvider.Sqlite ? Sqlite() : PostgreSql(await server.CreateDatabase());

    /// <summary>The store itself, while no node runs on it.</summary>
    public Task<ChainStorage> Open() => _database is null ? ChainStorage.OpenSqlite(Directory) : ChainStorage.OpenPostgreSql(_database);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
