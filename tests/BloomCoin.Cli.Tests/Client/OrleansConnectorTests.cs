using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client.Connection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BloomCoin.Cli.Tests.Client;

[Collection(TestSilo.Alone)]
public sealed class OrleansConnectorTests
{
    private static readonly byte[][] Chain = TestChain.Build(3000);

    [Fact]
    public async Task A_chain_goes_into_a_silo_by_import_and_comes_out_by_export()
    {
        var node = new FakeNode(Chain[..1]);
        await using var silo = await TestSilo.Start(node);
        using var app = new TestApp(node: null);
        string[] at = ["--node", $"localhost:{silo.ClientPort}"];

        Assert.Equal(0, await app.Run(new OrleansConnector(), ["import", app.FileWith(TestChain.File(Chain)), .. at]));
        Assert.Equal(0, await app.Run(new OrleansConnector(), ["export", app.PathOf("out.blocks"), .. at]));
        Assert.Equal($"imported 2999 blocks, tip 2999 {node.Best[^1]}\nexported 3000 blocks\n", app.Output.ReplaceLineEndings("\n"));
        Assert.Equal(TestChain.File(Chain), await File.ReadAllBytesAsync(app.PathOf("out.blocks")));
        Assert.Empty(app.Error);
    }

    [Fact]
    public async Task Where_nobody_listens_the_wait_ends_in_time_with_the_addresses()
    {
        var (one, other) = (TestSilo.FreePort(), TestSilo.FreePort());
        var failure = await Assert.ThrowsAsync<NodeUnreachableException>(() => Connect(
            ("Bloom:Client:ConnectTimeout", "00:00:01"),
            ("Bloom:Client:Gateways:0", $"127.0.0.1:{one}"),
            ("Bloom:Client:Gateways:1", $"localhost:{other}")));
        Assert.Equal($"no node answered at 127.0.0.1:{one}, localhost:{other} within 1 s", failure.Message);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_a_node_that_does_not_answer()
    {
        var failure = await Assert.ThrowsAsync<NodeUnreachableException>(() => Connect(
            ("Bloom:Client:ConnectTimeout", "00:00:01"),
            ("Bloom:Client:Gateways:0", "no-such-node.invalid:30000")));
        Assert.Equal("no node answered at no-such-node.invalid:30000 within 1 s", failure.Message);
    }

    [Fact]
    public async Task A_node_of_another_cluster_does_not_answer()
    {
        await using var silo = await TestSilo.Start(new FakeNode(Chain[..1]), cluster: "another");
        await Assert.ThrowsAsync<NodeUnreachableException>(() => Connect(
            ("Bloom:Client:ConnectTimeout", "00:00:01"),
            ("Bloom:Client:Gateways:0", $"127.0.0.1:{silo.ClientPort}")));
    }

    // Every fault is named at once, by its key, with what it is and what it must be.
    [Fact]
    public async Task Wrong_settings_are_named_by_key_all_at_once()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => Connect(
            ("Bloom:Client:ConnectTimeout", "10"),   // binds as ten days
            ("Bloom:Client:ResponseTimeout", "00:00:00"),
            ("Bloom:Client:Gateways:0", "nowhere")));
        Assert.Equal(
            [
                "Bloom:Client:Gateways:0 is \"nowhere\"; it must be " + GatewayAddress.Form,
                "Bloom:Client:ConnectTimeout is 10.00:00:00; it must be from 00:00:01 to 00:05:00",
                "Bloom:Client:ResponseTimeout is 00:00:00; it must be from 00:00:01 to 00:10:00",
            ],
            failure.Failures);
    }

    [Theory]
    [InlineData("Host=db;Password=secret;Databse=bloom", "Npgsql does not understand it")]
    [InlineData("Database=bloom;Password=secret", "it names no Host")]
    public async Task A_wrong_connection_string_is_named_by_key_and_not_shown(string given, string fault)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => Connect(("Bloom:Client:ConnectionString", given)));
        Assert.EndsWith(fault, Assert.Single(failure.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_are_named_or_found_in_the_database_and_not_both()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => Connect(
            ("Bloom:Client:ConnectionString", "Host=db;Database=bloom"), ("Bloom:Client:Gateways:0", "127.0.0.1:30000")));
        Assert.Equal(
            ["Bloom:Client:Gateways and Bloom:Client:ConnectionString are both set; either names the silos, not both"], failure.Failures);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_without_its_password()
    {
        var failure = await Assert.ThrowsAsync<NodeUnreachableException>(() => Connect(
            ("Bloom:Client:ConnectTimeout", "00:00:01"),
            ("Bloom:Client:ConnectionString", $"Host=127.0.0.1;Port={TestSilo.FreePort()};Database=bloom;Username=me;Password=secret")));
        Assert.StartsWith("no node answered at the silos that database bloom on 127.0.0.1:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Failed to connect", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_key_is_refused()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Connect(("Bloom:Client:Gateway", "a:1")));
        Assert.Contains("Gateway", failure.Message, StringComparison.Ordinal);
    }

    private static async Task Connect(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value)))
            .Build();
        await using var connection = await new OrleansConnector().Connect(configuration, CancellationToken.None);
    }
}
