using System.Globalization;
using Npgsql;

namespace BloomCoin.Testing;

/// <summary>
/// A PostgreSQL server for one test assembly: the one that BLOOM_TEST_POSTGRES (a connection string of a user that may
/// create databases) names, else one of its own from the installed binaries. Started when first used.
/// </summary>
/// <remarks>In xunit: <c>[assembly: AssemblyFixture(typeof(PostgreSqlServer))]</c>, then a constructor argument.</remarks>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Variable = "BLOOM_TEST_POSTGRES";

    private readonly Lazy<Task<PostgreSqlProcess?>> _process;
    private readonly string? _given = Environment.GetEnvironmentVariable(Variable);
    private int _databases;

    public PostgreSqlServer()
        : this(durable: false)
    {
    }

    private PostgreSqlServer(bool durable) =>
        _process = new(async () => _given is null ? await PostgreSqlProcess.Start(durable) : null);

    private PostgreSqlServer(string address, IReadOnlyList<string> under, int? port) =>
        (_given, _process) = (null, new(async () => await PostgreSqlProcess.Start(durable: false, address, under, port)));

    /// <summary>One that brings commits to the disk before it acknowledges them, as an operator's does: to measure with.</summary>
    public static PostgreSqlServer Durable() => new(durable: true);

    /// <summary>One on a host of its own, for those of its network.</summary>
    /// <param name="address">The host's address, of a /24.</param>
    /// <param name="under">The command that runs programs there.</param>
    /// <param name="port">Its port; a random one where there is none.</param>
    public static PostgreSqlServer On(string address, IReadOnlyList<string> under, int? port = null) => new(address, under, port);

    /// <summary>Makes the login and the database that a connection string names.</summary>
    public async Task Make(string connectionString)
    {
        var wanted = new NpgsqlConnectionStringBuilder(connectionString);
        await using var source = NpgsqlDataSource.Create((await _process.Value)!.ConnectionString);
        foreach (var statement in new[] { $"CREATE ROLE {wanted.Username} LOGIN PASSWORD '{wanted.Password}'", $"CREATE DATABASE {wanted.Database} OWNER {wanted.Username}" })
        {
#pragma warning disable CA2100 // A test's own names: an identifier cannot be a parameter.
            await using var command = source.CreateCommand(statement);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A fresh database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabase()
    {
        var server = _given ?? (await _process.Value)!.ConnectionString;
        var name = string.Create(CultureInfo.InvariantCulture, $"bloom_test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(server);
#pragma warning disable CA2100 // A name of our own: an identifier cannot be a parameter.
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.IsValueCreated && await _process.Value is { } process)
            await process.DisposeAsync();
    }
}
