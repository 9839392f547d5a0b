using BloomCoin.Testing;

namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>The tables of Orleans in PostgreSQL.</summary>
public sealed class PostgreSqlOrleansTableTests(PostgreSqlServer server) : OrleansTableRules
{
    protected override async Task<ChainStorage> Open() => await ChainStorage.OpenPostgreSql(await server.CreateDatabase());
}
