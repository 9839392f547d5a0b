using System.Data;
using System.Data.Common;

namespace BloomCoin.Storage.Tests.Orleans;

/// <summary>Sends the stored statements as Orleans' ADO.NET providers do: text by key, typed parameters, rows of all results, a connection each.</summary>
internal sealed class OrleansQueries
{
    private readonly DbDataSource _source;
    private readonly Dictionary<string, string> _texts;

    private OrleansQueries(DbDataSource source, Dictionary<string, string> texts) => (_source, _texts) = (source, texts);

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    public static async Task<OrleansQueries> Read(DbDataSource source)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(reader.GetOrdinal("QueryKey")), reader.GetString(reader.GetOrdinal("QueryText")));
        return new OrleansQueries(source, texts);
    }

    /// <param name="parameters">Values; for a null its <see cref="DbType"/>, since Orleans always says the type.</param>
    public async Task<List<Row>> Run(string key, params (string Name, object Value)[] parameters)
    {
        await using var connection = await _source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text under test.
        command.CommandText = _texts[key];
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value is DbType ? DBNull.Value : value);
            parameter.DbType = value is DbType type ? type : TypeOf(value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        do
            while (await reader.ReadAsync())
                rows.Add(new Row(reader));
        while (await reader.NextResultAsync());
        return rows;
    }

    /// <summary>The answer of the statements that say whether they did it: one row of one column.</summary>
    public async Task<bool> Did(string key, params (string Name, object Value)[] parameters) =>
        Assert.Single(await Run(key, parameters)).TheOnlyBoolean;

    private static DbType TypeOf(object value) => value switch
    {
        int => DbType.Int32,
        long => DbType.Int64,
        string => DbType.String,
        DateTime => DbType.DateTime,
        byte[] => DbType.Binary,
        _ => throw new ArgumentException($"Orleans sends no {value.GetType()}", nameof(value)),
    };
}

/// <summary>A row, read with the calls that Orleans makes.</summary>
internal sealed class Row
{
    private readonly Dictionary<string, object> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<object> _columns = [];

    public Row(DbDataReader reader)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            object value = reader.IsDBNull(i) ? DBNull.Value
                : reader.GetName(i).EndsWith("Time", StringComparison.OrdinalIgnoreCase) && !reader.GetName(i).Equals("SuspectTimes", StringComparison.OrdinalIgnoreCase)
                    ? DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Utc)
                    : reader.GetValue(i);
            _values[reader.GetName(i)] = value;
            _columns.Add(value);
        }
    }

    public bool TheOnlyBoolean => Convert.ToBoolean(Assert.Single(_columns));

    public object First => _columns[0];

    public T? Value<T>(string column) => _values[column] is DBNull ? default : (T)Convert.ChangeType(_values[column], typeof(T));

    public bool IsNull(string column) => _values[column] is DBNull;
}
