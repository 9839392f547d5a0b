using BloomCoin.Abstractions.Peers;
using BloomCoin.Cli.Tests.Fakes;

namespace BloomCoin.Cli.Tests.Peers;

public sealed class ConnectionCommandsTests : IDisposable
{
    private readonly FakeNode _node = new(TestChain.Build(1));
    private readonly TestApp _app;

    public ConnectionCommandsTests()
    {
        _app = new(_node);
        foreach (var address in (string[])["203.0.113.7:1", "203.0.113.7:2", "[2001:db8::1]:3", "[2001:db8::2]:4"])
            _node.Peers.Add(new(address, false, "/bloom:1/", 1, 7, 0, null, null, 0, 0, TimeSpan.Zero, "one", 1));
    }

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("seed.example.org", "seed.example.org", 8333)]
    [InlineData("seed.example.org:9000", "seed.example.org", 9000)]
    [InlineData("203.0.113.5", "203.0.113.5", 8333)]
    [InlineData("203.0.113.5:1", "203.0.113.5", 1)]
    [InlineData("2001:db8::1", "2001:db8::1", 8333)]
    [InlineData("[2001:db8::1]", "2001:db8::1", 8333)]
    [InlineData("[2001:db8::1]:65535", "2001:db8::1", 65535)]
    public async Task A_host_is_dialled_at_its_port_or_8333(string typed, string host, int port)
    {
        Assert.Equal(0, await _app.Run("connect", typed));
        Assert.Equal((host, port), Assert.Single(_node.Dialled));
        Assert.Equal($"connected to 203.0.113.5:{port}{Environment.NewLine}", _app.Output);
    }

    [Theory, InlineData("host:0"), InlineData("host:65536"), InlineData("host:"), InlineData("a b"), InlineData("[host]"), InlineData("")]
    public async Task What_is_no_host_exits_2(string typed)
    {
        Assert.Equal(2, await _app.Run("connect", typed));
        Assert.StartsWith($"bloom: {typed} is no HOST[:PORT]", _app.Error, StringComparison.Ordinal);
        Assert.Empty(_node.Dialled);
    }

    [Fact]
    public async Task A_peer_that_does_not_answer_exits_1_with_the_reason()
    {
        _node.Failures.Enqueue(new PeerUnavailableException("nowhere:8333 does not answer: Connection refused"));
        Assert.Equal(1, await _app.Run("connect", "nowhere"));
        Assert.Equal($"bloom: nowhere:8333 does not answer: Connection refused{Environment.NewLine}", _app.Error);
    }

    [Theory]
    [InlineData("203.0.113.7:2", "ended 1 connection of 203.0.113.7:2")]
    [InlineData("203.0.113.7", "ended 2 connections of 203.0.113.7")]
    [InlineData("[::ffff:203.0.113.7]:1", "ended 1 connection of 203.0.113.7:1")]
    [InlineData("[2001:db8::1]:3", "ended 1 connection of [2001:db8::1]:3")]
    [InlineData("2001:db8::1", "ended 2 connections of 2001:db8::/64")]
    [InlineData("2001:db8::/64", "ended 2 connections of 2001:db8::/64")]
    public async Task One_connection_of_an_address_or_all_are_ended(string typed, string said)
    {
        Assert.Equal(0, await _app.Run("disconnect", typed));
        Assert.Equal(said + Environment.NewLine, _app.Output);
    }

    [Fact]
    public async Task Without_a_connection_there_is_nothing_to_end_and_it_exits_1()
    {
        Assert.Equal(1, await _app.Run("disconnect", "203.0.113.7:3"));
        Assert.Equal($"bloom: 203.0.113.7:3 has no connection{Environment.NewLine}", _app.Error);
    }
}
