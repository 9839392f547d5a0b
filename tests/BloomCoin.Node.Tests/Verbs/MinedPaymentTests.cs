using System.Text.Json;
using BloomCoin.Chain;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Verbs;

/// <summary>The whole way of a coin, by commands alone: a key, a node that mines for it, a payment to another key, and the block that holds it.</summary>
public sealed class MinedPaymentTests : IDisposable
{
    private readonly NodeStore _store = NodeStore.Sqlite();
    private readonly NodePorts _ports = NodePorts.Free();

    public void Dispose() => _store.Dispose();

    [Fact]   // chain-format: the first reward is 685410196 units, spendable 7 blocks later
    public async Task What_was_mined_for_a_new_key_can_be_paid_to_another()
    {
        var (file, miner) = await Keygen("miner.key");
        var (_, friend) = await Keygen("friend.key");
        await using var node = ChildProcess.Start("BloomCoin.Node",
        [
            .. new NodeSettings(_store, ChainParameters.Devnet.Name).Arguments, .. _ports.Arguments,
            "--Bloom:Mining:Enabled=true", $"--Bloom:Mining:Address={miner}", "--Bloom:Mining:RoundsPerSecond=1000",
        ]);
        await Eventually.True("a reward can be spent", async () => await Spendable(miner) >= Rewards.First, TimeSpan.FromMinutes(2));

        var (code, line) = await Run("pay", file, friend, "1.5", "--fee", "1000");
        Assert.True(code == 0, line);
        await Eventually.True("the payment is in a block", async () => await Spendable(friend) == 150_000_000, TimeSpan.FromMinutes(1));
        await Eventually.True("it waits no more", async () => (await Json("mempool")).GetProperty("count").GetInt32() == 0);
    }

    private async Task<(string File, string Address)> Keygen(string name)
    {
        var file = Path.Combine(_store.Directory, name);
        var (code, line) = await Run("keygen", file);
        Assert.True(code == 0, line);
        return (file, line.Split('\n').Select(fact => fact.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Single(fact => fact[0] == "address")[1]);
    }

    /// <summary>Units; none while the node does not answer yet.</summary>
    private async Task<ulong> Spendable(string address)
    {
        var (code, line) = await Run("balance", address, "--json");
        if (code != 0) return 0;
        var balance = JsonDocument.Parse(line).RootElement;
        return balance.GetProperty("total").GetUInt64() - balance.GetProperty("immature").GetUInt64();
    }

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var (code, line) = await Run([.. arguments, "--json"]);
        Assert.True(code == 0, line);
        return JsonDocument.Parse(line).RootElement;
    }

    private async Task<(int Code, string Line)> Run(params string[] arguments)
    {
        await using var bloom = ChildProcess.Start("cli/bloom", ["--node", _ports.ClientAddress, .. arguments]);
        var code = await bloom.Exit();
        return (code, string.Join('\n', bloom.Output.Concat(bloom.Errors)));
    }
}
