using System.Text.Json;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Cli.Top;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Tests.Commands;

public sealed class StatusAndTopTests : IDisposable
{
    private readonly FakeNode _node = new(TestChain.Build(1));
    private readonly TestApp _app;

    public StatusAndTopTests() => _app = new TestApp(_node);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Status_shows_the_chain_the_gateways_and_the_silos()
    {
        Assert.Equal(ExitCode.Done, await _app.Run("status"));
        Assert.Equal("0", _app.Fact("height"));
        Assert.Equal("-", _app.Fact("coherence"));
        Assert.Matches("(?m)^gateway-1 +3 +1 +1000/500 +20.0 kB/10.0 kB", _app.Output);
        Assert.Matches("(?m)^compute-1 +10.0.0.1:11111 +42 +25.0 % +300.0 MB", _app.Output);
        Assert.Matches("(?m)^gateway-1 +10.0.0.2:11111 +- +- +-", _app.Output);
    }

    [Fact]
    public async Task Status_as_JSON_has_the_same()
    {
        Assert.Equal(ExitCode.Done, await _app.Run("status", "--json"));
        using var json = JsonDocument.Parse(_app.Output);
        Assert.Equal(1000, json.RootElement.GetProperty("gateways")[0].GetProperty("messages_received").GetInt64());
        Assert.Equal("compute-1", json.RootElement.GetProperty("silos")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Top_is_a_line_each_look_and_ends_after_its_count()
    {
        Assert.Equal(ExitCode.Done, await _app.Run("top", "--count", "1"));
        Assert.Equal("tip 0 coherence - peers 4 silos 2 messages/s 0.0/0.0", _app.Output.TrimEnd());
    }

    [Fact]
    public void Rates_are_of_the_time_between_two_looks()
    {
        var before = new GatewayFacts("gateway-1", 3, 1, 1000, 500, 20_000, 10_000);
        var now = before with { MessagesReceived = 1300, MessagesSent = 500, BytesReceived = 80_000 };
        Assert.Equal(new GatewayRates("gateway-1", 150, 0, 30_000, 0), GatewayRates.Of(now, before, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_gateway_that_began_anew_has_counted_since_its_start()
    {
        var before = new GatewayFacts("gateway-1", 3, 1, 1000, 500, 20_000, 10_000);
        var now = new GatewayFacts("gateway-1", 0, 0, 10, 20, 300, 400);
        Assert.Equal(new GatewayRates("gateway-1", 5, 10, 150, 200), GatewayRates.Of(now, before, TimeSpan.FromSeconds(2)));
        Assert.Equal(new GatewayRates("gateway-1", 5, 10, 150, 200), GatewayRates.Of(now, null, TimeSpan.FromSeconds(2)));
    }
}
