using BloomCoin.Testing;

namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>The contract, kept on SQLite.</summary>
public sealed class SqliteOrleansTableTests : OrleansTableRules
{
    private readonly string _directory = StoreFolder.Create("bloom-orleans-").FullName;

    protected override Task<ChainStorage> OpenEmpty() => ChainStorage.OpenSqlite(_directory);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>The contract, kept on PostgreSQL.</summary>
public sealed class PostgreSqlOrleansTableTests(PostgreSqlServer server) : OrleansTableRules
{
    protected override async Task<ChainStorage> OpenEmpty() => await ChainStorage.OpenPostgreSql(await server.CreateDatabase());
}
