using System.Data.Common;
using BloomCoin.Storage.Schema;

namespace BloomCoin.Storage.Tests.Schema;

/// <summary>What migrating promises on every database: versioned, under a lock, idempotent.</summary>
public abstract class SchemaMigrationRules : IAsyncLifetime
{
    private protected abstract SqlDialect Dialect { get; }

    private protected DbDataSource Source { get; private set; } = null!;

    /// <summary>An empty database.</summary>
    private protected abstract Task<DbDataSource> CreateEmpty();

    public async ValueTask InitializeAsync() => Source = await CreateEmpty();

    public virtual async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory, InlineData("chain"), InlineData("orleans")]
    public async Task The_scripts_of_a_component_are_applied_once_and_named(string component)
    {
        await new SchemaMigration(Dialect, component).Apply(Source, CancellationToken.None);
        await new SchemaMigration(Dialect, component).Apply(Source, CancellationToken.None);

        var scripts = SchemaScript.ReadAll(Dialect, component);
        Assert.NotEmpty(scripts);
        Assert.Equal(scripts.Select(script => script.Name), await Names(component));
    }

    [Fact]
    public async Task Processes_that_start_together_apply_each_script_once()
    {
        var scripts = Scripts("CREATE TABLE one (a integer)", "CREATE TABLE two (a integer)", "INSERT INTO two VALUES (1)");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => new SchemaMigration(Dialect, "test", scripts).Apply(Source, CancellationToken.None))));

        Assert.Equal(3, (await Names("test")).Count);
        Assert.Equal(1L, Convert.ToInt64(await Scalar("SELECT count(*) FROM two"), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_later_program_adds_its_scripts_to_those_that_are_applied()
    {
        var first = Scripts("CREATE TABLE one (a integer)");
        var both = Scripts("CREATE TABLE one (a integer)", "ALTER TABLE one ADD COLUMN b integer");
        await new SchemaMigration(Dialect, "test", first).Apply(Source, CancellationToken.None);
        await new SchemaMigration(Dialect, "test", both).Apply(Source, CancellationToken.None);
        Assert.Equal(2, (await Names("test")).Count);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_and_left_alone()
    {
        await new SchemaMigration(Dialect, "test", Scripts("CREATE TABLE one (a integer)", "CREATE TABLE two (a integer)")).Apply(Source, CancellationToken.None);
        var older = new SchemaMigration(Dialect, "test", Scripts("CREATE TABLE one (a integer)"));

        var refusal = await Assert.ThrowsAsync<SchemaException>(() => older.Apply(Source, CancellationToken.None));
        Assert.Equal("the database's test schema is version 2 and this program knows 1: run the newer program", refusal.Message);
    }

    [Fact]
    public async Task A_script_that_was_edited_after_it_was_applied_is_refused_by_name()
    {
        await new SchemaMigration(Dialect, "test", Scripts("CREATE TABLE one (a integer)")).Apply(Source, CancellationToken.None);
        var edited = new SchemaMigration(Dialect, "test", Scripts("CREATE TABLE one (b integer)"));

        var refusal = await Assert.ThrowsAsync<SchemaException>(() => edited.Apply(Source, CancellationToken.None));
        Assert.Contains("script-1 was edited", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_is_named_and_leaves_whole_steps_only()
    {
        var broken = Scripts("CREATE TABLE one (a integer)", "CREATE TABLE two (a integer); INSERT INTO nowhere VALUES (1)");
        var refusal = await Assert.ThrowsAsync<SchemaException>(() => new SchemaMigration(Dialect, "test", broken).Apply(Source, CancellationToken.None));
        Assert.StartsWith("script-2 failed: ", refusal.Message, StringComparison.Ordinal);

        Assert.Equal(["script-1"], await Names("test"));
        await Assert.ThrowsAnyAsync<DbException>(() => Scalar("SELECT count(*) FROM two"));
    }

    [Fact]
    public void Scripts_are_numbered_without_gaps() =>
        Assert.Throws<ArgumentException>(() => new SchemaMigration(Dialect, "test", [new SchemaScript("test", 2, "script-2", "SELECT 1")]));

    private static List<SchemaScript> Scripts(params string[] texts) =>
        [.. texts.Select((text, index) => new SchemaScript("test", index + 1, $"script-{index + 1}", text))];

    private async Task<List<string>> Names(string component)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM schema_version WHERE component = @component ORDER BY version";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("component", component);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
