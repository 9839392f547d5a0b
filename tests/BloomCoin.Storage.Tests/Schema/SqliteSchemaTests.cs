using System.Data.Common;
using BloomCoin.Storage.Schema;
using BloomCoin.Storage.Sqlite;

namespace BloomCoin.Storage.Tests.Schema;

/// <summary>The rules, kept on SQLite.</summary>
public sealed class SqliteSchemaTests : SchemaRules
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bloom-schema-").FullName;

    private protected override SqlDialect Dialect => SqlDialect.Sqlite;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override DbDataSource Open() => SqliteDataSource.ForChain(Path.Combine(_directory, "test.db"));
}
