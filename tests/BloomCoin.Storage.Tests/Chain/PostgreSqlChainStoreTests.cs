using BloomCoin.Storage.PostgreSql;
using BloomCoin.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgreSqlServer))]

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>The rules, kept by PostgreSQL.</summary>
public sealed class PostgreSqlChainStoreTests(PostgreSqlServer server) : ChainStoreRules
{
    private string _connectionString = "";

    protected override async Task CreateEmpty() => _connectionString = await server.CreateDatabase();

    protected override Task<ChainStorage> Open() => ChainStorage.OpenPostgreSql(_connectionString);

    protected override (IChainStore Store, IAsyncDisposable Connections) OpenBeside()
    {
        var source = NpgsqlDataSource.Create(_connectionString);
        return (new PostgreSqlChainStore(source), source);
    }
}
