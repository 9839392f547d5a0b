using System.Data.Common;
using BloomCoin.Storage.Schema;
using BloomCoin.Testing;
using Npgsql;

namespace BloomCoin.Storage.Tests.Schema;

/// <summary>The rules of migrating, kept by PostgreSQL.</summary>
public sealed class PostgreSqlSchemaMigrationTests(PostgreSqlServer server) : SchemaMigrationRules
{
    private protected override SqlDialect Dialect => SqlDialect.PostgreSql;

    private protected override async Task<DbDataSource> CreateEmpty() => NpgsqlDataSource.Create(await server.CreateDatabase());
}
