using BloomCoin.Testing;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The rules, kept by PostgreSQL.</summary>
public sealed class PostgreSqlChainStoreTests(PostgreSqlServer server) : ChainStoreRules
{
    private string _connectionString = "";

    protected override async Task CreateEmpty() => _connectionString = await server.CreateDatabase();

    protected override Task<ChainStorage> Open() => ChainStorage.OpenPostgreSql(_connectionString);
}
