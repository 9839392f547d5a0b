using BloomCoin.Storage.Sqlite;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The rules, kept by SQLite.</summary>
public sealed class SqliteChainStoreTests : ChainStoreRules
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bloom-store-").FullName;

    protected override Task CreateEmpty() => Task.CompletedTask;   // a new folder for each test

    protected override Task<ChainStorage> Open() => ChainStorage.OpenSqlite(_directory);

    protected override (IChainStore Store, IAsyncDisposable Connections) OpenBeside()
    {
        var source = SqliteDataSource.ForChain(Path.Combine(_directory, "chain.db"));
        return (new SqliteChainStore(source), source);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
