namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>The tables of Orleans in SQLite.</summary>
public sealed class SqliteOrleansTableTests : OrleansTableRules
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bloom-orleans-").FullName;

    protected override Task<ChainStorage> Open() => ChainStorage.OpenSqlite(_directory);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
