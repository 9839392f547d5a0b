using System.Net;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Grains.Sync;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>Whom a sync asks next.</summary>
public sealed class SyncCandidatesTests
{
    private static readonly SiloAddress Gateway = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 1);
    private static readonly SiloAddress OtherGateway = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 2), 1);

    private readonly FakeTimeProvider _time = new();
    private readonly SyncCandidates _candidates;

    public SyncCandidatesTests() => _candidates = new SyncCandidates(_time);

    [Fact]
    public void The_peer_that_claims_most_is_asked_first_and_none_that_claims_no_more_than_we_have()
    {
        var (low, high) = (Peer(10), Peer(20));
        _candidates.Heard(new GatewayPeers(Gateway, [low, high]));
        Assert.Equal(high, _candidates.Best(5));
        Assert.Equal(high, _candidates.Best(19));
        Assert.Null(_candidates.Best(20));
    }

    [Fact]
    public void A_peer_that_had_nothing_is_asked_again_only_when_it_claims_more()
    {
        var peer = Peer(20);
        _candidates.Heard(new GatewayPeers(Gateway, [peer]));
        _candidates.Tried(peer, retry: null);
        _time.Advance(TimeSpan.FromDays(1));
        _candidates.Heard(new GatewayPeers(Gateway, [peer]));
        Assert.Null(_candidates.Best(5));

        var more = peer with { ClaimedHeight = 21 };
        _candidates.Heard(new GatewayPeers(Gateway, [more]));
        Assert.Equal(more, _candidates.Best(5));
    }

    [Fact]
    public void A_peer_that_failed_is_asked_again_after_its_pause()
    {
        var peer = Peer(20);
        _candidates.Heard(new GatewayPeers(Gateway, [peer]));
        _candidates.Tried(peer, TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Null(_candidates.Best(5));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(peer, _candidates.Best(5));
    }

    [Fact]
    public void A_gateway_that_falls_silent_is_forgotten_with_its_peers()
    {
        _candidates.Heard(new GatewayPeers(Gateway, [Peer(20)]));
        _time.Advance(TimeSpan.FromSeconds(10.1));
        _candidates.Heard(new GatewayPeers(OtherGateway, [Peer(7)]));
        Assert.Equal(1, _candidates.Count);
        Assert.Equal(7u, _candidates.Best(5)!.ClaimedHeight);
    }

    [Fact]
    public void A_heartbeat_replaces_the_one_before_it()
    {
        _candidates.Heard(new GatewayPeers(Gateway, [Peer(20), Peer(30)]));
        _candidates.Heard(new GatewayPeers(Gateway, [Peer(8)]));
        Assert.Equal(8u, _candidates.Best(5)!.ClaimedHeight);
    }

    private static SyncPeer Peer(uint claim) => new($"peer:{claim}", Guid.NewGuid(), claim, null);
}
