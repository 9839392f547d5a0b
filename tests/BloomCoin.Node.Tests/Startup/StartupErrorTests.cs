using System.Net;
using System.Net.Sockets;
using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Node.Tests.Processes;

namespace BloomCoin.Node.Tests.Startup;

/// <summary>
/// A node that cannot start says why, a line for each reason, and exits with 2: an operator reads it, and a supervisor does not.
/// </summary>
public sealed class StartupErrorTests
{
    [Fact]   // architecture: a wrong value stops the start with a line that names the key and the accepted values
    public async Task Every_wrong_value_is_named_at_once_with_its_key_and_what_is_accepted() => Assert.Equal(
        [
            "Bloom:Cluster:SiloPort = \"70000\"; accepted: 1 to 65535",
            "Bloom:Gateway:Connect:1 = \"nowhere\"; accepted: a host and port, such as 203.0.113.7:8333 or seed.example.org:8333",
            "Bloom:Gateway:Listen = \"127.0.0.1\"; accepted: an address and port, such as 0.0.0.0:8333 or [::]:8333",
            "Bloom:Gossip:Interval = \"10\"; accepted: 00:00:00.100 to 00:10:00 (hours:minutes:seconds)",
            "Bloom:Network = \"testnet\"; accepted: mainnet or devnet",
            "Bloom:Storage:Provider = \"Oracle\"; accepted: Sqlite or PostgreSql",
        ],
        (await Fail(
            "--Bloom:Network=testnet", "--Bloom:Storage:Provider=Oracle", "--Bloom:Cluster:SiloPort=70000",
            "--Bloom:Gateway:Listen=127.0.0.1", "--Bloom:Gateway:Connect:0=127.0.0.1:8333", "--Bloom:Gateway:Connect:1=nowhere",
            "--Bloom:Gossip:Interval=10")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_unknown_key_is_named_with_the_nearest_that_exists() => Assert.Equal(
        ["Bloom:Gateway:Lisen: there is no such key; the nearest is Bloom:Gateway:Listen"],
        await Fail("--Bloom:Gateway:Lisen=127.0.0.1:8333"));

    [Theory]
    [InlineData("--verbose")]
    [InlineData("mainnet")]
    [InlineData("--Network=mainnet")]
    public async Task An_unknown_argument_is_named(string argument) => Assert.Equal(
        [$"{argument}: there is no such argument; keys are set as --Bloom:Network=mainnet"], await Fail(argument));

    [Theory]
    [InlineData("Bloom:Gateway:Listen", "127.0.0.1:")]
    [InlineData("Bloom:Http:Listen", "127.0.0.1:")]
    [InlineData("Bloom:Cluster:SiloPort", "")]
    [InlineData("Bloom:Cluster:ClientPort", "")]
    public async Task A_port_in_use_is_named_by_its_key(string key, string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.Equal([$"{key} = 127.0.0.1:{port}: the port is in use"], await Fail($"--{key}={host}{port}"));
    }

    [Fact]
    public async Task A_data_folder_under_a_file_is_named()
    {
        using var store = NodeStore.Sqlite();
        var file = Path.Combine(store.Directory, "file");
        await File.WriteAllTextAsync(file, "no folder");
        var line = Assert.Single(await Fail($"--Bloom:DataDirectory={file}/data"));
        Assert.StartsWith($"the data folder {file}/data cannot be written: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_where_nobody_may_write_is_named()
    {
        var line = Assert.Single(await Fail("--Bloom:DataDirectory=/proc/bloom"));
        Assert.StartsWith("the data folder /proc/bloom cannot be written: ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_by_another_node_is_named()
    {
        using var store = NodeStore.Sqlite();
        await using var node = await NodeProcess.Start(new NodeSettings(store));
        Assert.Equal([$"the data folder {store.Directory} is in use by another node"],
            await Fail($"--Bloom:DataDirectory={store.Directory}"));
    }

    [Fact]
    public async Task A_data_folder_of_the_other_network_is_refused_with_both_genesis_blocks()
    {
        using var store = NodeStore.Sqlite();
        var (ours, others) = (ChainParameters.Devnet, ChainParameters.Mainnet);
        await using (var storage = await store.Open()) await GenesisBlock.Plant(storage.Chain, others, CancellationToken.None);
        Assert.Equal(
            [$"the store holds another chain: its genesis block is {others.GenesisHash}, that of devnet is {ours.GenesisHash}"],
            await Fail($"--Bloom:DataDirectory={store.Directory}", "--Bloom:Network=devnet"));
    }

    private static Task<IReadOnlyCollection<string>> Fail(params string[] arguments) => FailingStart.Run(arguments);
}
