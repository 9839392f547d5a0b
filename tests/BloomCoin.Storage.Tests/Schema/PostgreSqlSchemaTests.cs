using System.Data.Common;
using BloomCoin.Storage.Schema;
using BloomCoin.Testing;
using Npgsql;

namespace BloomCoin.Storage.Tests.Schema;

/// <summary>The rules, kept on PostgreSQL.</summary>
public sealed class PostgreSqlSchemaTests(PostgreSqlServer server) : SchemaRules
{
    private string _connectionString = "";

    private protected override SqlDialect Dialect => SqlDialect.PostgreSql;

    public override async ValueTask InitializeAsync() => _connectionString = await server.CreateDatabase();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override DbDataSource Open() => NpgsqlDataSource.Create(_connectionString);
}
