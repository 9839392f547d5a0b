using System.Text.Json;
using BloomCoin.Cli;
using BloomCoin.Cli.Commands;
using BloomCoin.Cli.Terminal;
using BloomCoin.Node.Tests.Cluster;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>Every verb of <c>bloom</c>, as a process before one node and in this one before a cluster: it ends as it says, and its JSON is JSON.</summary>
[Collection(SiloCluster.OneAtATime)]
public sealed class EveryVerbTests
{
    private const string Address = "61666a6f7962c0a9e5a6a1bcb1a0a7e1a9b3c3d5e7f9010305070b0d11131719", Stranger = "203.0.113.9", Gossip = "--Bloom:Gossip:Interval=00:00:00.500";

    [Fact]
    public async Task Before_one_node()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 300) { More = [Gossip] });
        await RunAll(arguments => Bloom.RunProcess(node, arguments), store.Directory, asText: false);
    }

    [Fact]
    public async Task Before_the_cluster_that_dev_starts_through_one_of_its_gateways()
    {
        await using var cluster = await LocalCluster.Start("--Bloom:Network=devnet", "--Bloom:Mining:RoundsPerSecond=300", Gossip);
        var files = StoreFolder.Create("bloom-verbs-");
        await RunAll(arguments => Bloom.RunAt(cluster.ClientAddress("gateway-1"), arguments), files.FullName, asText: true);
        files.Delete(recursive: true);
        Assert.Equal((4, 2), await Seen());

        await cluster.Do("kill", "gateway-1");
        Assert.Contains(await cluster.Do("status"), line => line.StartsWith("gateway-1 ", StringComparison.Ordinal) && line.Contains("stopped", StringComparison.Ordinal));
        await Eventually.True("the others have noticed", async () => await Seen() == (3, 1));
        await cluster.Do("start", "gateway-1");
        await Eventually.True("it is back", async () => await Seen() == (4, 2));
        Assert.Equal(0, await cluster.Interrupt());

        async Task<(int Silos, int Gateways)> Seen()
        {
            var status = await VerbOutput.JsonAt(cluster.ClientAddress("gateway-2"), "status");
            var (silos, gateways) = (Names(status, "silos"), Names(status, "gateways"));
            Assert.Subset(silos, gateways);
            return (silos.Count, gateways.Count);
        }
    }

    private static HashSet<string> Names(JsonElement status, string what) =>
        [.. status.GetProperty(what).EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    private static async Task RunAll(Func<string[], Task<(int Code, string Output)>> bloom, string folder, bool asText)
    {
        var (key, blocks) = (Path.Combine(folder, "verbs.key"), Path.Combine(folder, "verbs.blocks"));
        await Eventually.True("there are some blocks", async () => (await bloom(["header", "1"])).Code == 0);
        Step[] steps =
        [
            new("status", []) { HasJson = true }, new("tip", []) { HasJson = true }, new("block", ["1"]) { HasJson = true }, new("header", ["1"]) { HasJson = true },
            new("balance", [Address]) { HasJson = true }, new("mempool", []) { HasJson = true }, new("phases", [], 0, 1) { HasJson = true },
            new("addresses", []) { HasJson = true }, new("peers", []) { HasJson = true },
            new("ban", [Stranger, "--for", "1h"]), new("bans", []) { HasJson = true }, new("unban", [Stranger]),
            new("connect", ["127.0.0.1:1"], 1), new("disconnect", [Stranger], 1),
            new("watch", ["--for", "2s"]) { HasJson = true }, new("top", ["--count", "2"]) { HasJson = true }, new("events", ["--count", "1"]) { HasJson = true },
            new("keygen", [key]), new("pay", [key, Address, "1", "--dry-run"], 1), new("send", ["00"], 1),
            new("export", [blocks]), new("import", [blocks]), new("completion", ["bash"]),
        ];
        Assert.Equal(Verbs().Order(StringComparer.Ordinal), steps.Select(step => step.Verb).Order(StringComparer.Ordinal));   // none is forgotten
        foreach (var step in steps)
        {
            if (asText || !step.HasJson) await Run(bloom, step, asJson: false);
            if (step.HasJson) await Run(bloom, step, asJson: true);
        }
    }

    private static async Task Run(Func<string[], Task<(int Code, string Output)>> bloom, Step step, bool asJson)
    {
        var (code, output) = await bloom([step.Verb, .. step.Arguments, .. asJson ? ["--json"] : Array.Empty<string>()]);
        Assert.True(step.Codes.Contains(code), $"{step.Verb} ended with {code}: {output}");
        if (!asJson || code != 0) return;
        var isOneObject = output.StartsWith("{\n", StringComparison.Ordinal);
        foreach (var text in isOneObject ? [output] : output.Split('\n'))
        {
            using var json = JsonDocument.Parse(text);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    private static IEnumerable<string> Verbs() => BloomCommand
        .Create(new CommandContext(new OrleansConnector(), new LineView(TextWriter.Null, TimeProvider.System), TextWriter.Null, TextWriter.Null))
        .Subcommands.Select(verb => verb.Name);

    private sealed record Step(string Verb, string[] Arguments, params int[] Ends)
    {
        public bool HasJson { get; init; }

        public int[] Codes => Ends.Length == 0 ? [0] : Ends;
    }
}
