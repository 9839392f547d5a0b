using System.Net;
using System.Net.Sockets;
using BloomCoin.Storage.PostgreSql;
using BloomCoin.Storage.Tests.Chain;
using BloomCoin.Testing;
using Npgsql;

namespace BloomCoin.Storage.Tests.Opening;

/// <summary>What an operator meets when PostgreSQL cannot be used, and what a caller meets when it fails under way.</summary>
public sealed class PostgreSqlOpeningTests(PostgreSqlServer server)
{
    [Fact]
    public async Task An_unreachable_server_is_named_by_host_and_port_without_the_password()
    {
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);   // bound but not listening: refuses, and no one else can take it
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)closed.LocalEndPoint!).Port;

        var refusal = await Assert.ThrowsAsync<StorageException>(
            () => ChainStorage.OpenPostgreSql($"Host=127.0.0.1;Port={port};Username=bloom;Password=open-sesame"));

        Assert.StartsWith($"PostgreSQL at 127.0.0.1:{port} cannot be reached: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_is_quoted()
    {
        var settings = new NpgsqlConnectionStringBuilder(await server.CreateDatabase()) { Database = "nowhere" };

        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenPostgreSql(settings.ToString()));

        Assert.Equal($"PostgreSQL at {settings.Host}:{settings.Port} refuses: database \"nowhere\" does not exist", refusal.Message);
    }

    [Theory, InlineData("Host=db;Password=open-sesame;now=1"), InlineData("Host=db;Password=a;sesame"), InlineData("Host=db;Port=sesame")]
    public async Task A_malformed_connection_string_is_refused_without_quoting_it(string connectionString)
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenPostgreSql(connectionString));

        Assert.StartsWith("the PostgreSQL connection string cannot be read", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]   // an exception or a log may show the data source's string: Orleans logs it
    public async Task The_data_source_does_not_give_the_password_away()
    {
        var settings = new NpgsqlConnectionStringBuilder(await server.CreateDatabase()) { Password = "open-sesame" };
        await using var storage = await ChainStorage.OpenPostgreSql(settings.ToString());

        Assert.DoesNotContain("open-sesame", storage.Orleans.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_is_transient_and_the_next_call_has_a_new_one()
    {
        var chain = TestChain.New(10);
        var connectionString = await server.CreateDatabase();
        await using var storage = await ChainStorage.OpenPostgreSql(connectionString + ";Maximum Pool Size=1;Application Name=victim");
        await storage.Chain.Append(null, chain[..5]);
        await using var killer = NpgsqlDataSource.Create(connectionString);
        await using var kill = killer.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim' AND datname = current_database()");
        await kill.ExecuteNonQueryAsync();

        var failure = await Assert.ThrowsAsync<ChainStoreException>(() => storage.Chain.Append(TestChain.Tip(chain[4]), chain[5..]));

        Assert.True(failure.IsTransient);
        Assert.True(await storage.Chain.Append(TestChain.Tip(chain[4]), chain[5..]));
        Assert.Equal(TestChain.Tip(chain[9]), await Consistency.Check(storage.Chain));
    }

    [Theory]   // postgresql.org/docs/current/errcodes-appendix.html
    [InlineData("53100", false), InlineData("53200", false), InlineData("53300", true), InlineData("57P01", true), InlineData("40P01", true), InlineData("23505", false)]
    public void A_full_disk_is_not_transient_and_a_restart_is(string state, bool transient) =>
        Assert.Equal(transient, PostgreSqlFailure.Wrap(new PostgresException("x", "ERROR", "ERROR", state)).IsTransient);

    [Fact]
    public async Task Processes_that_start_at_once_on_a_new_database_all_open_it()
    {
        var connectionString = await server.CreateDatabase();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ChildProcess.Run(OpeningProcess.Argument, "postgresql", connectionString)));

        Assert.All(results, result => Assert.Equal((0, "open"), result));
    }
}
