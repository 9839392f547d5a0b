using System.Text.Json;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Peers;

public sealed class BanCommandsTests : IDisposable
{
    private readonly FakeNode _node = new(TestChain.Build(1));
    private readonly TestApp _app;

    public BanCommandsTests() => _app = new(_node);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_ban_lasts_a_day_and_says_until_when()
    {
        Assert.Equal(0, await _app.Run("ban", "203.0.113.7"));
        Assert.Equal(
            """
            address          203.0.113.7
            until            2023-11-15T22:13:20Z
            reason           an operator asked for it

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Theory, InlineData("30m", 30), InlineData("24h", 1440), InlineData("7d", 10_080), InlineData("30d", 43_200)]
    public async Task A_ban_lasts_as_long_as_asked_for_the_reason_given(string length, int minutes)
    {
        Assert.Equal(0, await _app.Run("ban", "203.0.113.7", "--for", length, "--reason", "floods us"));
        Assert.Equal(new AddressBan("203.0.113.7", _node.Now, _node.Now.AddMinutes(minutes), "floods us", true), Assert.Single(_node.Bans));
    }

    [Theory]   // a ban is of an address, whatever its port, and in IPv6 of a /64
    [InlineData("203.0.113.7:8333", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8::1", "2001:db8::/64")]
    [InlineData("[2001:db8::1]:8333", "2001:db8::/64")]
    [InlineData("2001:db8::/64", "2001:db8::/64")]
    public async Task An_address_is_taken_however_it_is_written(string written, string address)
    {
        Assert.Equal(0, await _app.Run("ban", written));
        Assert.Equal(address, Assert.Single(_node.Bans).Address);
        Assert.Equal(0, await _app.Run("unban", written));
        Assert.Empty(_node.Bans);
        Assert.EndsWith($"{address} is banned no more{Environment.NewLine}", _app.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("ban"), InlineData("unban"), InlineData("disconnect")]
    public async Task What_is_no_address_exits_2_and_shows_what_would_be_one(string verb)
    {
        Assert.Equal(2, await _app.Run(verb, "10.1"));
        Assert.Equal(
            "bloom: 10.1 is no address of a peer: such are 203.0.113.7, 203.0.113.7:8333, 2001:db8::1, [2001:db8::1]:8333 and 2001:db8::/64 (see bloom --help)"
            + Environment.NewLine,
            _app.Error);
    }

    [Theory, InlineData(0), InlineData(201)]
    public async Task A_reason_of_another_length_exits_2(int length)
    {
        Assert.Equal(2, await _app.Run("ban", "203.0.113.7", "--reason", new string('x', length)));
        Assert.StartsWith("bloom: --reason takes 1 to 200 characters", _app.Error, StringComparison.Ordinal);
        Assert.Empty(_node.Bans);
    }

    [Fact]
    public async Task Lifting_a_ban_that_is_none_exits_1()
    {
        Assert.Equal(1, await _app.Run("unban", "203.0.113.7"));
        Assert.Equal($"bloom: 203.0.113.7 is not banned{Environment.NewLine}", _app.Error);
        Assert.Empty(_app.Output);
    }

    [Fact]
    public async Task Bans_are_listed_with_their_kind_and_reason()
    {
        _node.Bans.Add(new("203.0.113.7", _node.Now, _node.Now.AddHours(1), "score 0.19, last for BadPow", IsManual: false));
        _node.Bans.Add(new("2001:db8::/64", _node.Now, _node.Now.AddHours(2), "floods us", IsManual: true));
        Assert.Equal(0, await _app.Run("bans"));
        Assert.Equal(
            """
            address        until                 since                 kind    reason
            203.0.113.7    2023-11-14T23:13:20Z  2023-11-14T22:13:20Z  score   score 0.19, last for BadPow
            2001:db8::/64  2023-11-15T00:13:20Z  2023-11-14T22:13:20Z  manual  floods us
            2 bans

            """.ReplaceLineEndings(),
            _app.Output);
    }

    [Fact]
    public async Task Json_has_every_page()
    {
        for (var i = 0; i < 1001; i++) _node.Bans.Add(new($"10.0.{i / 256}.{i % 256}", _node.Now, _node.Now.AddHours(1), "loud", IsManual: true));
        Assert.Equal(0, await _app.Run("bans", "--json"));
        var bans = JsonDocument.Parse(_app.Output).RootElement.GetProperty("bans");
        Assert.Equal(1001, bans.GetArrayLength());
        Assert.Equal(
            """{"address":"10.0.0.0","until":"2023-11-14T23:13:20Z","since":"2023-11-14T22:13:20Z","kind":"manual","reason":"loud"}""",
            JsonSerializer.Serialize(bans[0]));
    }

    [Fact]
    public async Task No_ban_is_no_table()
    {
        Assert.Equal(0, await _app.Run("bans"));
        Assert.Equal($"0 bans{Environment.NewLine}", _app.Output);
    }
}
