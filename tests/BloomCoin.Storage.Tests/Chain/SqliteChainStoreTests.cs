using BloomCoin.Storage.Sqlite;
using BloomCoin.Testing;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The rules, kept by SQLite.</summary>
public sealed class SqliteChainStoreTests : ChainStoreRules
{
    private readonly DirectoryInfo _root = StoreFolder.Create("bloom-store-");
    private string _directory = "";
    private int _stores;

    protected override Task CreateEmpty()
    {
        _directory = Path.Combine(_root.FullName, $"{++_stores}");
        return Task.CompletedTask;
    }

    protected override Task<ChainStorage> Open() => ChainStorage.OpenSqlite(_directory);

    protected override (IChainStore Store, IAsyncDisposable Connections) OpenBeside()
    {
        var source = SqliteDataSource.ForChain(Path.Combine(_directory, "chain.db"));
        return (new SqliteChainStore(source), source);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _root.Delete(recursive: true);
    }
}
