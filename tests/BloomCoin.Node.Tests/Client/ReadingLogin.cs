using System.Globalization;
using Npgsql;

namespace BloomCoin.Node.Tests.Client;

/// <summary>A login of the cluster's database with what docs/client.md says an application needs, and nothing else.</summary>
internal sealed class ReadingLogin : IAsyncDisposable
{
    private const string Grants = "GRANT SELECT ON OrleansQuery, OrleansMembershipTable";

    private static readonly string User = string.Create(CultureInfo.InvariantCulture, $"bloom_app_{Environment.ProcessId}");

    private readonly NpgsqlDataSource _admin;

    private ReadingLogin(string database)
    {
        _admin = NpgsqlDataSource.Create(database);
        ConnectionString = new NpgsqlConnectionStringBuilder(database) { Username = User, Password = "app" }.ToString();
    }

    public string ConnectionString { get; }

    /// <param name="database">That of a user who may make logins; the node has made its tables there.</param>
    public static async Task<ReadingLogin> Create(string database)
    {
        var login = new ReadingLogin(database);
        await login.Run($"CREATE ROLE {User} LOGIN PASSWORD 'app'");
        await login.Run($"{Grants} TO {User}");
        return login;
    }

    public async ValueTask DisposeAsync()
    {
        await Run($"DROP OWNED BY {User}");
        await Run($"DROP ROLE {User}");
        await _admin.DisposeAsync();
    }

    private async Task Run(string sql)
    {
#pragma warning disable CA2100 // Names of our own.
        await using var command = _admin.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
