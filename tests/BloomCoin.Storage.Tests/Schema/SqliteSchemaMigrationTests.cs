using System.Data.Common;
using BloomCoin.Storage.Schema;
using BloomCoin.Storage.Sqlite;

namespace BloomCoin.Storage.Tests.Schema;

/// <summary>The rules of migrating, kept by SQLite.</summary>
public sealed class SqliteSchemaMigrationTests : SchemaMigrationRules
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bloom-schema-").FullName;

    private protected override SqlDialect Dialect => SqlDialect.Sqlite;

    private protected override Task<DbDataSource> CreateEmpty() =>
        Task.FromResult<DbDataSource>(SqliteDataSource.ForOrleans(Path.Combine(_directory, "test.db")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
