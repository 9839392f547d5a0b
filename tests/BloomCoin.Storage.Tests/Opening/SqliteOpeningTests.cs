using BloomCoin.Storage.Sqlite;
using BloomCoin.Storage.Tests.Chain;
using Microsoft.Data.Sqlite;

namespace BloomCoin.Storage.Tests.Opening;

/// <summary>What an operator meets when a data folder cannot be used, and what a caller meets when its files fail.</summary>
public sealed class SqliteOpeningTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bloom-open-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_missing_data_folder_is_created_with_chain_and_orleans_in_files_of_their_own()
    {
        var folder = Path.Combine(_directory, "a", "b");
        await using var storage = await ChainStorage.OpenSqlite(folder);

        Assert.True(File.Exists(Path.Combine(folder, "chain.db")));
        Assert.True(File.Exists(Path.Combine(folder, "orleans.db")));
    }

    [Fact]
    public async Task A_second_node_on_the_same_folder_is_told_so_until_the_first_is_gone()
    {
        await using (var storage = await ChainStorage.OpenSqlite(_directory))
        {
            var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenSqlite(_directory));
            Assert.Equal($"the data folder {_directory} is in use by another node", refusal.Message);
        }

        await using var next = await ChainStorage.OpenSqlite(_directory);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_ends_with_that_line()
    {
        await using var storage = await ChainStorage.OpenSqlite(_directory);

        var (code, output) = await ChildProcess.Run(OpeningProcess.Argument, "sqlite", _directory);

        Assert.Equal((1, $"the data folder {_directory} is in use by another node"), (code, output));
    }

    [Fact]   // a file where the folder should be: works as root too, who may write everywhere
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(_directory, "file");
        await File.WriteAllTextAsync(file, "");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenSqlite(Path.Combine(file, "data")));

        Assert.StartsWith($"the data folder {file}/data cannot be written: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_the_folder_is_free_again()
    {
        var file = Path.Combine(_directory, "chain.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));

        var refusal = await Assert.ThrowsAsync<StorageException>(() => ChainStorage.OpenSqlite(_directory));
        Assert.Contains("not a database", refusal.Message, StringComparison.Ordinal);

        File.Delete(file);
        await using var storage = await ChainStorage.OpenSqlite(_directory);
    }

    [Theory, InlineData(5, true), InlineData(6, true), InlineData(13, false), InlineData(10, false), InlineData(11, false)]   // sqlite.org/rescode.html
    public void Only_a_held_lock_is_transient(int code, bool transient) =>
        Assert.Equal(transient, SqliteFailure.Wrap(new SqliteException("x", code)).IsTransient);

    [Fact]
    public async Task A_full_disk_fails_the_append_and_leaves_the_tip()
    {
        var chain = TestChain.New(400);
        await using var storage = await ChainStorage.OpenSqlite(_directory);
        await storage.Chain.Append(null, chain[..10]);
        await using var source = SqliteDataSource.WithPragmas(Path.Combine(_directory, "chain.db"), "PRAGMA max_page_count=1");   // may not grow
        using var full = new SqliteChainStore(source);

        var failure = await Assert.ThrowsAsync<ChainStoreException>(() => full.Append(TestChain.Tip(chain[9]), chain[10..]));

        Assert.False(failure.IsTransient);
        Assert.Equal(TestChain.Tip(chain[9]), await Consistency.Check(storage.Chain));
    }
}
