using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Cli.Tests.Fakes;
using BloomCoin.Client;

namespace BloomCoin.Cli.Tests.Client;

/// <summary>What the client asks and orders of connections and bans, through a real silo and back.</summary>
[Collection(TestSilo.Alone)]
public sealed class PeersAndBansTests
{
    private readonly FakeNode _node = new(TestChain.Build(1)) { SilentGateways = 2 };

    [Fact]
    public async Task Peers_arrive_as_they_were_said_and_are_dialled_and_ended()
    {
        var peer = new PeerView(
            "203.0.113.5:8333", true, "/bloom:1/", 1, 7, 2500, 0.875f, TimeSpan.FromMilliseconds(12), 3, 4, TimeSpan.FromHours(2), "silo", 1.25);
        _node.Peers.AddRange([peer, peer with { Address = "203.0.113.5:8334", Coherence = null, Ping = null }]);
        await using var silo = await TestSilo.Start(_node);
        await using var connection = await silo.Connect();
        var client = connection.Node;

        var list = await client.Peers.List(PeerOrder.Address, true, 1, default);
        Assert.Equal((_node.Peers[1], 2, 2), (Assert.Single(list.Peers), list.Total, list.SilentGateways));
        Assert.Equal("203.0.113.5:9000", await client.Peers.Connect("seed.example.org", 9000, default));
        Assert.Equal(("seed.example.org", 9000), Assert.Single(_node.Dialled));
        Assert.Equal(1, await client.Peers.Disconnect("203.0.113.5:8334", default));

        _node.Failures.Enqueue(new PeerUnavailableException("nobody is there"));
        var failure = await Assert.ThrowsAsync<PeerUnavailableException>(() => client.Peers.Connect("nowhere", 1, default));
        Assert.Equal("nobody is there", failure.Message);
    }

    [Fact]
    public async Task Bans_are_made_lifted_and_read_to_the_last_page()
    {
        await using var silo = await TestSilo.Start(_node);
        await using var connection = await silo.Connect();
        var client = connection.Node;

        var banned = await client.Reputation.Ban("2001:db8::/64", TimeSpan.FromHours(1), "loud", default);
        Assert.Equal(new AddressBan("2001:db8::/64", _node.Now, _node.Now.AddHours(1), "loud", true), banned.Ban);
        Assert.True(await client.Reputation.Unban("2001:db8::/64", default));
        Assert.False(await client.Reputation.Unban("2001:db8::/64", default));

        for (var i = 0; i < 2500; i++) _node.Bans.Add(new AddressBan($"10.0.{i / 256}.{i % 256}", _node.Now, _node.Now.AddSeconds(i), "", false));
        Assert.Equal(_node.Bans, await client.Reputation.ReadBans().ToListAsync());
    }
}
