using BloomCoin.Node.Tests.Chains;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Node.Tests.Verbs;
using Npgsql;

namespace BloomCoin.Node.Tests.Backup;

/// <summary>deploy/postgresql, as docs/operations.md has it: a dump of a database that is in use, and a node that resumes from it.</summary>
public sealed class BackupTests(PostgreSqlServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bloom-backup-");

    private string DumpFile => Path.Combine(_folder.FullName, "bloomcoin.dump");

    [Fact]
    public async Task A_node_resumes_from_what_was_dumped_while_it_ran()
    {
        var (before, after) = (await server.CreateDatabase(), await server.CreateDatabase());
        string payment;
        using (var store = NodeStore.PostgreSql(before))
        {
            await using var node = await NodeProcess.Start(new NodeSettings(store));
            Assert.Equal(0, (await Bloom.Run(node, "import", ReferenceChain.Path)).Code);
            payment = (await new Payer(node, Path.Combine(_folder.FullName, "my.key")).Pay("1.5"))["txid"];
            Assert.Equal(0, (await Bloom.Run(node, "ban", "203.0.113.7", "--for", "1h")).Code);
            var (code, line) = await Run("backup", before, DumpFile);
            Assert.True(code == 0, line);
            Assert.Equal(0, (await Bloom.Run(node, "ban", "203.0.113.8", "--for", "1h")).Code);
            await node.Kill();
        }

        Assert.Equal((0, $"restore: done; tip at height {ReferenceChain.TipHeight}"), await Run("restore", after, DumpFile));
        using var restored = NodeStore.PostgreSql(after);
        await using var again = await NodeProcess.Start(new NodeSettings(restored));
        Assert.Equal(ReferenceChain.Hashes[ReferenceChain.TipHeight].ToString(), (await VerbOutput.Json(again, "tip")).GetProperty("hash").GetString());
        Assert.Equal(["203.0.113.7"], (await VerbOutput.Json(again, "bans")).GetProperty("bans").EnumerateArray().Select(ban => ban.GetProperty("address").GetString()));
        await Eventually.True("the payment waits again", async () =>
            (await VerbOutput.Json(again, "mempool")).GetProperty("transactions").EnumerateArray().Select(one => one.GetProperty("txid").GetString()).SequenceEqual([payment]));
        await new Payer(again, Path.Combine(_folder.FullName, "again.key")).Pay("2");
    }

    [Fact]
    public async Task A_database_that_has_something_is_not_restored_into_and_a_dump_that_fails_leaves_no_file()
    {
        var database = await server.CreateDatabase();
        Assert.Equal((0, "the store has this build's schema"), await ChildProcess.Run("BloomCoin.Node", Migration(database)));
        Assert.Equal(0, (await Run("backup", database, DumpFile)).Code);
        var (code, line) = await Run("restore", database, DumpFile);
        Assert.Equal(1, code);
        Assert.Contains("tables already; make an empty one", line, StringComparison.Ordinal);

        var missing = Path.Combine(_folder.FullName, "missing.dump");
        Assert.NotEqual(0, (await Run("backup", new NpgsqlConnectionStringBuilder(database) { Database = "nobodys" }.ToString(), missing)).Code);
        Assert.Equal([DumpFile], _folder.GetFiles().Select(file => file.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Migration(string database) =>
        ["--migrate", "--Bloom:Storage:Provider=PostgreSql", $"--Bloom:Storage:ConnectionString={database}"];

    private static async Task<(int Code, string Lines)> Run(string script, string database, string file)
    {
        var parts = new NpgsqlConnectionStringBuilder(database);
        var url = $"postgresql://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
        await using var process = ChildProcess.StartCommand(script, ["bash", RepositoryFile.Path("deploy", "postgresql", script), url, file]);
        return await process.ExitAndLines();
    }
}
