using System.Reflection;
using System.Text.RegularExpressions;
using BloomCoin.Storage.Sqlite;
using BloomCoin.Testing;

namespace BloomCoin.Storage.Tests.Chain;

/// <summary>
/// What a block costs must not grow with the chain: no statement reads all rows of a table that grows with it. SQLite begins a join with the table
/// that it likes, whatever the statement says first.
/// </summary>
public sealed partial class QueryPlanTests : IAsyncLifetime
{
    /// <summary>Asked by a person, and stopped at its first row; and a part of others.</summary>
    private static readonly string[] Excused = [nameof(ChainSql.SelectSupply), nameof(ChainSql.LacksCoins), "Branch"];

    private readonly DirectoryInfo _folder = StoreFolder.Create("bloom-plans-");
    private SqliteDataSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        await using var schema = await ChainStorage.OpenSqlite(_folder.FullName);
        _source = SqliteDataSource.ForChain(Path.Combine(_folder.FullName, "chain.db"));
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void No_statement_reads_a_whole_chain()
    {
        var statements = new[] { typeof(ChainSql), typeof(ReputationSql), typeof(SqliteChainStore) }
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string) && !Excused.Contains(field.Name))
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!, StringComparer.Ordinal);
        Assert.True(statements.Count > 40, "statements were not found");
        Assert.Empty(statements.SelectMany(one => ReadWhole(one.Value).Select(step => $"{one.Key}: {step}")));
    }

    [Fact]   // so that the test above can fail
    public void A_statement_that_does_is_found()
    {
        Assert.NotEmpty(ReadWhole("SELECT h.id FROM undone u JOIN header h ON h.id = u.header_id JOIN body b ON b.header_id = h.id ORDER BY h.height"));
        Assert.NotEmpty(ReadWhole(ChainSql.SelectSupply));
    }

    private IEnumerable<string> ReadWhole(string sql) => Explain(sql)
        .Where(step => Whole().IsMatch(step))
        .Where(step => !(sql.Contains("RECURSIVE", StringComparison.Ordinal) && step == "SCAN b"));   // what the recursion has so far

    private List<string> Explain(string sql)
    {
        using var connection = _source.OpenConnection();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The store's own statements.
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
        foreach (var parameter in Parameter().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal)) command.Parameters.AddWithValue(parameter, DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }

    /// <summary>Tables that grow with the chain, by their names and by those that the statements give them.</summary>
    [GeneratedRegex(@"^SCAN (header|body|best_chain|coin|h|b|c|p)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("@[a-z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
