using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Bans;

/// <summary>wire-protocol 7 and p2p-anchors, scenario 24, over real sockets: who is banned is closed, refused whatever its port, and let in again.</summary>
public sealed class BanTests : IAsyncLifetime
{
    private GatewayCluster _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayCluster.Start(
        ChainParameters.Mainnet, new GatewayOptions { Listen = "0.0.0.0:0", Diversity = new DiversityOptions { ExemptLoopback = false } }, new GossipOptions());

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_manual_ban_closes_the_addresss_connections_and_refuses_new_ones_while_others_are_served()
    {
        await using var honest = await HonestWitness.Connect(_gateway.EndPoint.Port, from: "127.1.0.1");
        using var banned = await Establish("127.2.0.1");
        using var twin = await Establish("127.2.0.1");
        await Of("127.2.0.1").Ban(TimeSpan.FromHours(1), "too loud");

        await banned.ExpectClose();
        await twin.ExpectClose();
        Assert.Equal(DisconnectReason.Banned, await _gateway.Events.EndOf(banned.Key));
        await ExpectRefusal("127.2.0.1");

        await Of("127.2.0.1").Unban();
        await GatewayCluster.Until(() => IsServed("127.2.0.1"), "it is not let in again");
    }

    [Fact]   // three violations at -0.3 leave 0.1, the fourth bans
    public async Task Who_breaks_rules_again_and_again_is_banned_from_every_port()
    {
        await using var honest = await HonestWitness.Connect(_gateway.EndPoint.Port, from: "127.1.0.1");
        for (var violation = 0; violation < 4; violation++)
        {
            using var peer = await Establish("127.3.0.1");
            await peer.Send([[1, 2, 3, 4]]);   // no magic
            await peer.ExpectClose();
            Assert.Equal(DisconnectReason.ProtocolViolation, await _gateway.Events.EndOf(peer.Key));
        }

        await GatewayCluster.Until(async () => !await IsServed("127.3.0.1"), "it is still served");
        await ExpectRefusal("127.3.0.1");
        var reputation = await Of("127.3.0.1").GetReputation();
        Assert.EndsWith("last for ProtocolViolation", reputation.Ban!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_violation_before_the_handshake_counts_for_the_address()
    {
        using var peer = await ScriptedPeer.Connect(At("127.4.0.1"), from: "127.4.0.1");
        await peer.Send(Wire.Ping(1));
        await peer.ExpectClose();
        await GatewayCluster.Until(async () => (await Of("127.4.0.1").GetReputation()).Score is > 0.69 and < 0.71, "nothing was counted");
    }

    [Fact]   // scenario 25: bans are intact after a restart
    public async Task A_ban_survives_a_kill()
    {
        var options = new GatewayOptions { Listen = "0.0.0.0:0", Diversity = new DiversityOptions { ExemptLoopback = false } };
        await Of("127.5.0.1").Ban(TimeSpan.FromHours(1), "too loud");
        _gateway = await _gateway.Kill(options);
        await ExpectRefusal("127.5.0.1");
        using var other = await Establish("127.6.0.1");
        await other.ExpectAnswerToPing();
    }

    [Fact]   // IPv4 over an IPv6 socket is the same address
    public void An_account_is_an_address_or_a_64()
    {
        Assert.Equal("203.0.113.7", PeerAddress.AccountOf(IPAddress.Parse("::ffff:203.0.113.7")));
        Assert.Equal("2001:db8:1:2::/64", PeerAddress.AccountOf(IPAddress.Parse("2001:db8:1:2:3:4:5:6")));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7:8333", "203.0.113.7")]
    [InlineData("[2001:db8::1]:8333", "2001:db8::/64")]
    [InlineData("2001:db8::1", "2001:db8::/64")]
    [InlineData("2001:db8:0:1::/64", "2001:db8:0:1::/64")]
    [InlineData("203.0.113.0/64", null)]
    [InlineData("12", null)]
    [InlineData("seed.example.org", null)]
    [InlineData("", null)]
    public void An_account_is_read_as_a_person_writes_it(string text, string? account)
    {
        Assert.Equal(account is not null, PeerAddress.TryParseAccount(text, out var read));
        Assert.Equal(account, read);
    }

    private IPEndPoint At(string address) => new(IPAddress.Parse(address), _gateway.EndPoint.Port);

    private Task<ScriptedPeer> Establish(string address) => ScriptedPeer.Establish(At(address), from: address);

    private IReputationGrain Of(string address) => _gateway.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(address));

    private async Task ExpectRefusal(string address)
    {
        using var peer = await ScriptedPeer.Connect(At(address), from: address);
        await peer.SendInVain(Wire.Version());
        Assert.False(await peer.IsAnswered());
    }

    private async Task<bool> IsServed(string address)
    {
        using var peer = await ScriptedPeer.Connect(At(address), from: address);
        await peer.SendInVain(Wire.Version());
        return await peer.IsAnswered();
    }
}
