using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Startup;

/// <summary>What the node's executable does besides: it says whether a node is ready, and migrates a store.</summary>
public sealed class ErrandTests(PostgreSqlServer server)
{
    [Fact]
    public async Task Health_says_whether_the_node_of_this_configuration_is_ready()
    {
        using var store = NodeStore.Sqlite();
        var node = await NodeProcess.Start(new NodeSettings(store));
        string[] configuration = [.. store.Arguments, .. node.Ports.Arguments];
        Assert.Equal((0, "ready"), await Run(["--health", .. configuration]));
        Assert.Equal((0, "ready"), await Run(["--health", $"--Bloom:Http:Listen=0.0.0.0:{node.Ports.Http}"]));

        await node.DisposeAsync();
        var (code, line) = await Run(["--health", .. configuration]);
        Assert.Equal(1, code);
        Assert.Contains("refused", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Migrate_makes_the_schema_once_and_starts_no_node()
    {
        using var store = NodeStore.PostgreSql(await server.CreateDatabase());
        for (var time = 0; time < 2; time++)
            Assert.Equal((0, "the store has this build's schema"), await Run(["--migrate", .. store.Arguments, "--Bloom:Network=mainnet"]));
        await using var storage = await store.Open();
        Assert.Equal(0, (await storage.Chain.ReadTip())!.Height);
    }

    [Theory]
    [InlineData("--health")]
    [InlineData("--migrate")]
    public async Task A_mistake_in_the_configuration_is_told_in_one_line(string errand) =>
        Assert.Equal((2, "Bloom:Netwrok: there is no such key; the nearest is Bloom:Network"), await Run(errand, "--Bloom:Netwrok=mainnet"));

    private static Task<(int Code, string Lines)> Run(params string[] arguments) => ChildProcess.Run("BloomCoin.Node", arguments);
}
