using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>The whole way of a coin, by commands alone: a key, a node that mines for it, a payment to another key, and the block that holds it.</summary>
public sealed class MinedPaymentTests
{
    [Fact]   // chain-format: the first reward is 685410196 units, spendable 7 blocks later
    public async Task What_was_mined_for_a_new_key_can_be_paid_to_another()
    {
        using var store = NodeStore.Sqlite();
        var (file, miner) = await Keygen(store, "owner.key");
        var (_, friend) = await Keygen(store, "friend.key");
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 1000)
        {
            More = [$"--Bloom:Mining:Address={miner}"],
        });
        await Eventually.True("a reward can be spent", async () => await Spendable(node, miner) >= Rewards.First, TimeSpan.FromMinutes(2));

        var payment = await VerbOutput.Facts(node, "pay", file, friend, "1.5", "--fee", "1000");
        Assert.Equal("1.50000000 BLOOM", payment["amount"]);
        await Eventually.True("the payment is in a block", async () => await Spendable(node, friend) == 150_000_000, TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await VerbOutput.Json(node, "mempool")).GetProperty("count").GetInt32());
        await ItsBlockIsFound(node, payment["txid"]);
    }

    private static async Task ItsBlockIsFound(NodeProcess node, string txid)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{node.Ports.Http}/api/v1/") };
        var found = (await http.GetFromJsonAsync<JsonNode>($"transactions/{txid}"))!;
        Assert.Equal(txid, found["transaction"]!["txid"]!.GetValue<string>());
        var block = (await http.GetFromJsonAsync<JsonNode>($"blocks/{found["block"]!["hash"]}"))!;
        Assert.Equal(found["block"]!["height"]!.GetValue<int>(), block["header"]!["height"]!.GetValue<int>());
        Assert.Contains(block["transactions"]!.AsArray(), transaction => transaction!["txid"]!.GetValue<string>() == txid);
    }

    private static async Task<(string File, string Address)> Keygen(NodeStore store, string name)
    {
        var file = Path.Combine(store.Directory, name);
        await using var bloom = ChildProcess.Start("cli/bloom", ["keygen", file]);
        var code = await bloom.Exit();
        Assert.True(code == 0, bloom.Everything);
        var address = bloom.Output.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(fact => fact[0] == "address")[1];
        return (file, address);
    }

    private static async Task<ulong> Spendable(NodeProcess node, string address)
    {
        var balance = await VerbOutput.Json(node, "balance", address);
        return balance.GetProperty("total").GetUInt64() - balance.GetProperty("immature").GetUInt64();
    }
}
