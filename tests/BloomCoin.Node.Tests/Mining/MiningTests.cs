using System.Globalization;
using System.Runtime.Versioning;
using BloomCoin.Chain;
using BloomCoin.Keys;
using BloomCoin.Node.Options;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Node.Tests.Startup;
using BloomCoin.Node.Tests.Verbs;

namespace BloomCoin.Node.Tests.Mining;

/// <summary>A devnet node that mines, as its operator sees it. Its miner runs faster than by default, and is the same.</summary>
[UnsupportedOSPlatform("windows")]   // a key file is guarded by its mode
public sealed class MiningTests(PostgreSqlServer server)
{
    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_node_alone_mines_for_the_key_in_its_folder_and_goes_on_after_kill_9(StorageProvider provider)
    {
        using var store = await NodeStore.Create(provider, server);
        var settings = new NodeSettings(store, Network: "devnet", RoundsPerSecond: 5000);
        var node = await NodeProcess.Start(settings);
        Hash256 owner;
        int reached;
        await using (node)
        {
            await AwaitHeight(node, 20);
            owner = OwnerOf(store);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath(store)));
            reached = await HeightOf(node);
            await node.Kill();
        }

        await using var again = await NodeProcess.Start(settings, node.Ports);
        await AwaitHeight(again, reached + 1);
        Assert.Equal(owner, OwnerOf(store));
        var balance = await VerbOutput.Json(again, "balance", owner.ToString());
        Assert.True(balance.GetProperty("total").GetUInt64() >= (ulong)reached * Rewards.First, balance.ToString());
    }

    // chain-format, rule 5. The first retarget looks back to the genesis block of years ago and changes nothing.
    [Fact]
    public async Task Blocks_that_come_too_fast_make_the_next_ones_harder()
    {
        const int SecondRetarget = 2 * Constants.DifficultyInterval;
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 5000));
        await AwaitHeight(node, SecondRetarget);
        Assert.Equal(Constants.EasiestDifficulty, await DifficultyAt(node, SecondRetarget - 1));
        Assert.InRange(CompactTarget.DifficultyOf(await DifficultyAt(node, SecondRetarget)), 1.5, 4);
    }

    [Fact]
    public async Task Blocks_pay_the_address_that_the_configuration_names()
    {
        using var store = NodeStore.Sqlite();
        using var key = PrivateKey.Generate();
        await using var node = await NodeProcess.Start(new NodeSettings(store, Network: "devnet", RoundsPerSecond: 5000)
        {
            More = [$"--Bloom:Mining:Address={key.Address}", "--Bloom:Mining:Miners=3"],
        });
        await AwaitHeight(node, 10);
        Assert.False(File.Exists(KeyPath(store)));
        var balance = await VerbOutput.Json(node, "balance", key.Address.ToString());
        Assert.True(balance.GetProperty("total").GetUInt64() >= 10 * Rewards.First, balance.ToString());
    }

    [Fact]
    public async Task A_key_file_that_others_may_read_stops_the_start_with_a_line()
    {
        using var store = NodeStore.Sqlite();
        using (var key = PrivateKey.Generate()) KeyFile.Create(KeyPath(store), key);
        File.SetUnixFileMode(KeyPath(store), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var line = Assert.Single(await FailingStart.Run("--Bloom:Network=devnet", $"--Bloom:DataDirectory={store.Directory}"));
        Assert.StartsWith(
            $"Bloom:Mining:Address is not set, and the key file {KeyPath(store)} that stands in for it cannot be used: others may read", line, StringComparison.Ordinal);
    }

    private static string KeyPath(NodeStore store) => Path.Combine(store.Directory, "miner.key");

    private static Hash256 OwnerOf(NodeStore store)
    {
        var (key, fault) = KeyFile.Read(KeyPath(store));
        using (key) return key?.Address ?? throw new InvalidOperationException(fault);
    }

    private static async Task<int> HeightOf(NodeProcess node) => (await VerbOutput.Json(node, "tip")).GetProperty("height").GetInt32();

    private static async Task<uint> DifficultyAt(NodeProcess node, int height)
    {
        var header = await VerbOutput.Json(node, "header", height.ToString(CultureInfo.InvariantCulture));
        return Convert.ToUInt32(header.GetProperty("difficulty").GetString(), 16);
    }

    private static async Task AwaitHeight(NodeProcess node, int height)
    {
        await using var connection = await Bloom.Connect(node);
        await Eventually.True($"the chain is at height {height}", async () =>
            (await connection.Node.Chain.GetTip(CancellationToken.None)).Height >= height, TimeSpan.FromMinutes(2));
    }
}
