using System.Data.Common;
using System.Globalization;
using BloomCoin.Storage.Schema;

namespace BloomCoin.Storage.Tests.Schema;

/// <summary>How a database gets its schema, whichever database it is. Each rule gets an empty one.</summary>
public abstract class SchemaRules : IAsyncLifetime
{
    private static readonly SchemaScript
        First = new("cats", 1, "001_cats.sql", "CREATE TABLE cat (name text PRIMARY KEY); INSERT INTO cat VALUES ('Tom');"),
        Second = new("cats", 2, "002_more_cats.sql", "INSERT INTO cat VALUES ('Felix');"),
        Broken = new("cats", 2, "002_broken.sql", "INSERT INTO cat VALUES ('Felix'); INSERT INTO dog VALUES ('Rex');");

    /// <summary>Opens the database anew at every call, as another process would.</summary>
    protected abstract DbDataSource Open();

    private protected abstract SqlDialect Dialect { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Theory, InlineData("chain"), InlineData("orleans")]
    public async Task Our_own_scripts_apply_once_and_again_change_nothing(string component)
    {
        var migration = new SchemaMigration(Dialect, component);
        await using var source = Open();

        await migration.Apply(source, default);
        await migration.Apply(source, default);

        Assert.Equal(SchemaScript.ReadAll(Dialect, component).Count, await Count(source, $"SELECT count(*) FROM schema_version WHERE component = '{component}'"));
    }

    [Fact]
    public async Task Several_that_start_at_once_apply_each_script_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var cats = Enumerable.Range(1, 4).Select(version => new SchemaScript(
                $"cats{round}", version, "cat.sql", version == 1
                    ? $"CREATE TABLE cat{round} (number integer PRIMARY KEY);"
                    : string.Create(CultureInfo.InvariantCulture, $"INSERT INTO cat{round} VALUES ({version});"))).ToList();

            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
            {
                await using var source = Open();
                await new SchemaMigration(Dialect, $"cats{round}", cats).Apply(source, default);
            })));

            await using var source = Open();
            Assert.Equal(3, await Count(source, $"SELECT count(*) FROM cat{round}"));
        }
    }

    [Fact]
    public async Task A_newer_script_is_applied_to_a_database_that_has_the_older_ones()
    {
        await using var source = Open();
        await Migrate(source, First);
        await Migrate(source, First, Second);

        Assert.Equal(2, await Count(source, "SELECT count(*) FROM cat"));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_and_left_alone()
    {
        await using var source = Open();
        await Migrate(source, First, Second);

        var refusal = await Assert.ThrowsAsync<SchemaException>(() => Migrate(source, First));

        Assert.Equal("the database's cats schema is version 2 and this program knows 1: run the newer program", refusal.Message);
        Assert.Equal(2, await Count(source, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task A_script_that_was_edited_after_it_was_applied_is_refused_by_name()
    {
        await using var source = Open();
        await Migrate(source, First);

        var refusal = await Assert.ThrowsAsync<SchemaException>(() => Migrate(source, First with { Text = First.Text + " " }, Second));

        Assert.Contains("001_cats.sql was edited", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Count(source, "SELECT count(*) FROM cat"));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_of_itself_and_is_named()
    {
        await using var source = Open();

        var refusal = await Assert.ThrowsAsync<SchemaException>(() => Migrate(source, First, Broken));

        Assert.StartsWith("002_broken.sql failed: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Count(source, "SELECT count(*) FROM cat"));
        await Migrate(source, First, Second);
        Assert.Equal(2, await Count(source, "SELECT count(*) FROM cat"));
    }

    [Fact]
    public void Scripts_with_a_gap_in_their_numbers_are_a_bug_of_ours() =>
        Assert.Throws<ArgumentException>(() => new SchemaMigration(Dialect, "cats", [Second]));

    [Fact]
    public void A_checkout_with_windows_line_ends_has_the_same_checksums()
    {
        var unix = First with { Text = "SELECT 1;\nSELECT 2;\n" };
        var windows = First with { Text = "SELECT 1;\r\nSELECT 2;\r\n" };

        Assert.Equal(unix.Checksum, windows.Checksum);
        Assert.NotEqual(First.Checksum, unix.Checksum);
    }

    private Task Migrate(DbDataSource source, params SchemaScript[] scripts) => new SchemaMigration(Dialect, "cats", scripts).Apply(source, default);

    private static async Task<long> Count(DbDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
