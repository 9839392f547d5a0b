using System.Globalization;
using Npgsql;

namespace BloomCoin.Node.Tests.Startup;

/// <summary>A user that the server asks for a password. The tests' own server asks nobody: it gets one line more in pg_hba.conf.</summary>
internal sealed class PasswordLogin : IAsyncDisposable
{
    private readonly NpgsqlDataSource _admin;
    private readonly NpgsqlConnectionStringBuilder _database;

    private PasswordLogin(NpgsqlDataSource admin, NpgsqlConnectionStringBuilder database) => (_admin, _database) = (admin, database);

    public string User { get; } = string.Create(CultureInfo.InvariantCulture, $"bloom_login_{Environment.ProcessId}");

    /// <param name="database">A superuser's connection string.</param>
    public static async Task<PasswordLogin> Create(string database)
    {
        var login = new PasswordLogin(NpgsqlDataSource.Create(database), new NpgsqlConnectionStringBuilder(database));
        await login.Run($"CREATE ROLE {login.User} LOGIN PASSWORD 'another'");
        await login.Run($"""
            DO $$
            DECLARE path text := current_setting('hba_file');
            DECLARE rules text := 'host all {login.User} all scram-sha-256' || E'\n' || pg_read_file(path);
            BEGIN
                EXECUTE format(
                    'COPY (SELECT line FROM regexp_split_to_table(%L, E''\n'') WITH ORDINALITY AS lines (line, number)
                        ORDER BY number) TO %L',
                    rules, path);
            END $$
            """);
        await login.Run("SELECT pg_reload_conf()");
        await login.BecomesEffective();
        return login;
    }

    public string ConnectionString(string password) =>
        new NpgsqlConnectionStringBuilder(_database.ToString()) { Username = User, Password = password }.ToString();

    public async ValueTask DisposeAsync()
    {
        await Run($"DROP ROLE {User}");
        await _admin.DisposeAsync();
    }

    private Task BecomesEffective() => Eventually.True("the server asks for the password", async () =>
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("wrong"));
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            return false;
        }
        catch (PostgresException refused)
        {
            return string.Equals(refused.SqlState, PostgresErrorCodes.InvalidPassword, StringComparison.Ordinal);
        }
    });

    private async Task Run(string sql)
    {
#pragma warning disable CA2100 // Names of our own: an identifier cannot be a parameter.
        await using var command = _admin.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
