using System.Data.Common;
using System.Globalization;

namespace BloomCoin.Storage.Schema;

/// <summary>Brings one component of a database up to this program's version. Several processes may try at once: one does the work.</summary>
internal sealed class SchemaMigration
{
    private readonly SqlDialect _dialect;
    private readonly IReadOnlyList<SchemaScript> _scripts;
    private readonly string _component;

    public SchemaMigration(SqlDialect dialect, string component)
        : this(dialect, component, SchemaScript.ReadAll(dialect, component))
    {
    }

    /// <param name="scripts">Numbered from 1 without gaps.</param>
    public SchemaMigration(SqlDialect dialect, string component, IReadOnlyList<SchemaScript> scripts)
    {
        for (var i = 0; i < scripts.Count; i++)
            if (scripts[i].Version != i + 1)
                throw new ArgumentException($"{scripts[i].Name} should have number {i + 1}", nameof(scripts));

        (_dialect, _component, _scripts) = (dialect, component, scripts);
    }

    /// <exception cref="SchemaException">The database is newer than this program, an applied script was edited, or a script failed.</exception>
    public async Task Apply(DbDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        while (await ApplyNext(connection, cancellation))
        {
        }
    }

    /// <summary>One transaction: lock, compare what is applied, apply the next script. A crash leaves whole steps only.</summary>
    /// <returns>False when there was none left.</returns>
    private async Task<bool> ApplyNext(DbConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (_dialect.Lock is not null)
            await Execute(transaction, _dialect.Lock, cancellation);
        await Execute(transaction, SchemaScript.ReadText($"sql/{_dialect.Name}/schema_version.sql"), cancellation);

        var applied = await ReadApplied(transaction, cancellation);
        Compare(applied);
        if (applied.Count == _scripts.Count)
        {
            await transaction.CommitAsync(cancellation);
            return false;
        }

        await ApplyScript(transaction, _scripts[applied.Count], cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private void Compare(List<AppliedScript> applied)
    {
        if (applied.Count > _scripts.Count)
            throw new SchemaException(string.Create(CultureInfo.InvariantCulture,
                $"the database's {_component} schema is version {applied.Count} and this program knows {_scripts.Count}: run the newer program"));

        foreach (var (script, old) in _scripts.Zip(applied))
            if (script.Checksum != old.Checksum)
                throw new SchemaException($"{script.Name} was edited after it was applied to this database as {old.Name}: restore it and add a new script");
    }

    private async Task<List<AppliedScript>> ReadApplied(DbTransaction transaction, CancellationToken cancellation)
    {
        await using var command = Command(transaction, "SELECT name, checksum FROM schema_version WHERE component = @component ORDER BY version");
        AddParameter(command, "component", _component);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new List<AppliedScript>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(new AppliedScript(reader.GetString(0), reader.GetString(1)));
        return applied;
    }

    private static async Task ApplyScript(DbTransaction transaction, SchemaScript script, CancellationToken cancellation)
    {
        try
        {
            await Execute(transaction, script.Text, cancellation);
        }
        catch (DbException e)
        {
            throw new SchemaException($"{script.Name} failed: {e.Message}", e);
        }

        await using var command = Command(transaction,
            "INSERT INTO schema_version (component, version, name, checksum) VALUES (@component, @version, @name, @checksum)");
        AddParameter(command, "component", script.Component);
        AddParameter(command, "version", script.Version);
        AddParameter(command, "name", script.Name);
        AddParameter(command, "checksum", script.Checksum);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task Execute(DbTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = Command(transaction, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The text is a constant or one of our own embedded scripts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private sealed record AppliedScript(string Name, string Checksum);
}
