using BloomCoin.Testing;
using Npgsql;

namespace BloomCoin.Storage.Tests.Opening;

/// <summary>A storage that cannot be opened says so in one line that its operator can act on.</summary>
public sealed class ChainStorageTests(PostgreSqlServer server)
{
    [Fact]
    public async Task A_data_folder_has_one_owner_at_a_time()
    {
        var directory = Directory.CreateTempSubdirectory("bloom-open-").FullName;
        await using (await ChainStorage.OpenSqlite(directory))
        {
            var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenSqlite(directory));
            Assert.Equal($"the data folder {directory} is in use by another node", refusal.Message);
        }

        await using (await ChainStorage.OpenSqlite(directory))
            Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenSqlite(Path.Combine(file, "data")));
        Assert.StartsWith($"the data folder {file}/data cannot be written: ", refusal.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        var directory = Directory.CreateTempSubdirectory("bloom-open-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(directory, "chain.db"), [.. Enumerable.Repeat((byte)'x', 5000)]);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenSqlite(directory));
        Assert.StartsWith($"the data folder {directory} cannot be used: ", refusal.Message, StringComparison.Ordinal);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_without_the_password()
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() =>
            ChainStorage.OpenPostgreSql("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=hush"));
        Assert.StartsWith("PostgreSQL at 127.0.0.1:1 cannot be reached: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_the_servers_refusal()
    {
        var missing = new NpgsqlConnectionStringBuilder(await server.CreateDatabase()) { Database = "nowhere" };
        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenPostgreSql(missing.ToString()));
        Assert.Contains("refuses: database \"nowhere\" does not exist", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("garbage"), InlineData("Host=a;Prot=1")]
    public async Task A_connection_string_that_cannot_be_read_is_answered_with_its_form(string connectionString)
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenPostgreSql(connectionString));
        Assert.StartsWith("the PostgreSQL connection string cannot be read: it has the form ", refusal.Message, StringComparison.Ordinal);
    }
}
