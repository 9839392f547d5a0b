using Npgsql;

namespace BloomCoin.Node.Tests.Startup;

/// <summary>A PostgreSQL server that does not answer or refuses. Never may a password be printed.</summary>
public sealed class PostgreSqlStartupErrorTests(PostgreSqlServer server)
{
    private const string Password = "s3cret-of-the-node";

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        var port = NodePorts.Free().Gateway;
        var line = await Fail($"Host=127.0.0.1;Port={port};Database=bloom;Username=bloom;Password={Password}");
        Assert.StartsWith($"PostgreSQL at 127.0.0.1:{port} cannot be reached: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_not_shown()
    {
        await using var login = await PasswordLogin.Create(await server.CreateDatabase());
        var line = await Fail(login.ConnectionString(Password));
        Assert.EndsWith($"refuses: password authentication failed for user \"{login.User}\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_database_is_named()
    {
        var unknown = new NpgsqlConnectionStringBuilder(await server.CreateDatabase()) { Database = "bloom_nowhere" };
        unknown.Password ??= Password;
        var line = await Fail(unknown.ToString());
        Assert.Equal($"PostgreSQL at {unknown.Host}:{unknown.Port} refuses: database \"bloom_nowhere\" does not exist", line);
    }

    [Theory]
    [InlineData($"db.example.org/{Password}")]
    [InlineData($"Host=127.0.0.1;Pass word={Password}")]
    [InlineData($"Host=127.0.0.1;Port={Password}")]
    public async Task A_connection_string_that_cannot_be_read_is_said_and_not_shown(string connectionString) =>
        Assert.StartsWith("the PostgreSQL connection string cannot be read: ", await Fail(connectionString), StringComparison.Ordinal);

    [Fact]
    public async Task No_connection_string_at_all_is_said()
    {
        var line = Assert.Single(await FailingStart.Run("--Bloom:Storage:Provider=PostgreSql"));
        Assert.StartsWith("Bloom:Storage:ConnectionString is not set, and Provider = PostgreSql needs it; accepted: ", line,
            StringComparison.Ordinal);
    }

    private static async Task<string> Fail(string connectionString)
    {
        var line = Assert.Single(await FailingStart.Run("--Bloom:Storage:Provider=PostgreSql",
            $"--Bloom:Storage:ConnectionString={connectionString}"));
        Assert.DoesNotContain(Password, line, StringComparison.Ordinal);
        return line;
    }
}
