using System.Net;
using BloomCoin.Cli;
using BloomCoin.Node.Tests.Processes;
using BloomCoin.Node.Tests.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BloomCoin.Node.Tests.Tls;

/// <summary>What a node and a client make of their TLS keys at the start.</summary>
public sealed class TlsStartTests
{
    [Fact]   // docs/configuration: exit code 2
    public async Task A_node_with_a_wrong_file_says_so_in_one_line_and_does_not_start()
    {
        using var authority = new TestAuthority("CA");
        var (files, another) = (authority.Issue("silo"), authority.Issue("another"));
        files.Key = another.Key;
        Assert.Equal(
            [$"Bloom:Cluster:Tls:Key = \"{files.Key}\": it does not hold the private key of the certificate"],
            await FailingStart.Run([.. TlsCluster.Keys("Bloom:Cluster:Tls", files).Select(entry => $"--{entry.Key}={entry.Value}")]));
    }

    [Fact]
    public async Task A_client_with_wrong_files_is_told_all_that_is_wrong()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Bloom:Client:ConnectTimeout", "10"),
            new("Bloom:Client:Tls:Certificate", "/nowhere/tls.crt"),
        ]).Build();
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => new OrleansConnector().Connect(configuration, CancellationToken.None));
        Assert.Equal(
            [
                "Bloom:Client:ConnectTimeout is 10.00:00:00; it must be from 00:00:01 to 00:05:00",
                "Bloom:Client:Tls:Key is not set, and TLS needs it beside Certificate",
                "Bloom:Client:Tls:Authority is not set, and TLS needs it beside Certificate",
            ],
            exception.Failures);
    }

    [Fact]
    public async Task A_silo_that_other_machines_can_reach_without_TLS_warns()
    {
        using var store = NodeStore.Sqlite();
        var settings = new NodeSettings(store) { More = [$"--Bloom:Cluster:AdvertisedAddress={IPAddress.Loopback}"] };
        await using var node = await NodeProcess.LaunchUntil(settings, "speak no TLS");
        var line = await node.Process.Line("speak no TLS");
        Assert.Contains($"warn: BloomCoin.Node[1005] The silo port {node.Ports.Silo} and the client port {node.Ports.Client} ", line, StringComparison.Ordinal);
    }
}
