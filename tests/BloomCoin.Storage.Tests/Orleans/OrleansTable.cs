using System.Data.Common;

namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>Runs the texts of OrleansQuery as Orleans' ADO.NET providers do: by key, with parameters named as the contract has them.</summary>
internal sealed class OrleansTable(DbDataSource source)
{
    /// <summary>All rows of all the statements of a query, each as its columns by name.</summary>
    public async Task<List<Dictionary<string, object?>>> Rows(string key, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is what the scripts in sql/ put there.
        command.CommandText = await Text(connection, key);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) Add(command, name, value);

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        do
        {
            while (await reader.ReadAsync())
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }
        while (await reader.NextResultAsync());
        return rows;
    }

    /// <summary>The first column of the only row, as the boolean that the providers convert it to.</summary>
    public async Task<bool> Answer(string key, params (string Name, object? Value)[] parameters) =>
        Convert.ToBoolean(Assert.Single(await Rows(key, parameters)).Values.First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A number that must be in a row.</summary>
    public static int Number(Dictionary<string, object?> row, string column) => Convert.ToInt32(row[column], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> Text(DbConnection connection, string key)
    {
        await using var query = connection.CreateCommand();
        query.CommandText = "SELECT QueryText FROM OrleansQuery WHERE QueryKey = @key";
        Add(query, "key", key);
        return Assert.IsType<string>(await query.ExecuteScalarAsync());
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        if (value is null) parameter.DbType = name.EndsWith("Version", StringComparison.Ordinal) ? System.Data.DbType.Int32 : System.Data.DbType.String;
        command.Parameters.Add(parameter);
    }
}
