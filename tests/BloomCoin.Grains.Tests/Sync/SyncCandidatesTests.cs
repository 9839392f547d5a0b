using System.Net;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Grains.Sync;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>Whom a sync asks next.</summary>
public sealed class SyncCandidatesTests
{
    private static readonly SiloAddress Gateway = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 1);
    private static readonly SiloAddress OtherGateway = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 2), 1);
    private static readonly Hash256 Block = Hash256.Parse(new string('a', 64)), OtherBlock = Hash256.Parse(new string('b', 64));

    private readonly FakeTimeProvider _time = new();
    private readonly SyncCandidates _candidates;

    public SyncCandidatesTests() => _candidates = new SyncCandidates(_ => null!, _time);

    [Fact]
    public void Of_strangers_the_one_that_claims_most_is_asked_first()
    {
        var (low, high) = (Peer(10), Peer(20));
        Heard(low, high);
        Assert.Equal(high, Next(5));
        Assert.Equal(high, Next(19));
    }

    [Fact]   // anchors, scenario 25: two halves of one height agree on most work
    public void One_that_claims_no_more_than_we_have_is_asked_once_after_all_that_have_news()
    {
        var low = Peer(10);
        Heard(low);
        Heard(low, Peer(20));
        Assert.Equal(20u, Next(15)!.ClaimedHeight);
        Candidate(20).Tried(Candidate(20).Peer, HeaderStep.Done("no more"));
        Assert.Equal(low, Next(15));
        Candidate(10).Tried(low, HeaderStep.Pause("no answer", TimeSpan.FromSeconds(10)));
        Assert.Null(Next(20));

        _time.Advance(TimeSpan.FromSeconds(10));
        Heard(low);
        Assert.Equal(low, Next(20));
        Candidate(10).Tried(low, HeaderStep.Done("no more"));
        _time.Advance(TimeSpan.FromDays(1));
        Heard(low);
        Assert.Null(Next(20));
    }

    [Fact]
    public void Only_a_peer_with_news_is_a_reason_to_give_up_a_round_whose_peers_are_silent()
    {
        var source = Peer(20);
        Heard(source, Peer(10));
        Assert.False(_candidates.AnyBeside(Candidate(20), height: 15));
        Heard(source, Peer(30));
        Assert.True(_candidates.AnyBeside(Candidate(20), height: 15));
    }

    [Fact]   // a claimed height is only a hint
    public void Proven_work_comes_before_any_claim()
    {
        var (proven, liar) = (Peer(10), Peer(uint.MaxValue));
        Heard(proven, liar);
        Candidate(10).Showed(new ChainWork(7), height: 10);
        Assert.Equal(proven, Next(5));
    }

    [Fact]
    public void A_peer_that_connects_anew_comes_after_those_that_are_here()
    {
        var here = Peer(10);
        Heard(here);
        Heard(here, Peer(uint.MaxValue));
        Assert.Equal(here, Next(5));
    }

    [Fact]
    public void A_peer_whose_round_was_in_vain_comes_last_whatever_its_headers_proved()
    {
        var (failed, other) = (Peer(20), Peer(10));
        Heard(failed, other);
        var candidate = Candidate(20);
        candidate.Showed(new ChainWork(99), height: 20);
        candidate.RoundEnded(failed: true);
        Assert.Equal(other, Next(5));
        candidate.RoundEnded(failed: false);
        Assert.Equal(failed, Next(5));
    }

    [Fact]   // anchors, scenario 17
    public void A_peer_that_had_nothing_is_asked_again_when_it_claims_more_or_announces_a_block_or_after_a_minute()
    {
        var peer = Peer(20);
        Tried(peer, HeaderStep.Done("no more"));
        Assert.Null(Next(5));
        _time.Advance(TimeSpan.FromSeconds(59));
        Heard(peer);
        Assert.Null(Next(5));

        Heard(peer with { ClaimedHeight = 21 });
        Assert.NotNull(Next(5));
        Heard(peer with { Announced = Block });
        Assert.NotNull(Next(5));
        Heard(peer);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(Next(5));
    }

    [Fact]
    public void An_announced_block_is_looked_at_once_however_high_it_is()
    {
        var peer = Peer(20) with { Announced = Block };
        Heard(peer);
        Assert.Equal(peer, Next(100));
        Tried(peer, HeaderStep.Done("stored already"));
        _time.Advance(TimeSpan.FromDays(1));
        Heard(peer);
        Assert.Null(Next(100));
        Heard(peer with { Announced = OtherBlock });
        Assert.NotNull(Next(100));
    }

    [Fact]
    public void A_pause_is_kept_whatever_the_peer_announces()
    {
        var peer = Peer(20);
        Tried(peer, HeaderStep.Pause("too early", TimeSpan.FromSeconds(10)));
        Heard(peer with { ClaimedHeight = 30, Announced = Block });
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Null(Next(5));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.NotNull(Next(5));
    }

    [Fact]
    public void Peers_with_whom_nothing_moved_on_come_last_for_five_minutes_and_deliver_no_blocks_while_there_are_others()
    {
        var (stuck, other) = (Peer(20), Peer(10));
        Heard(stuck, other);
        _candidates.Avoid([Candidate(20).Load]);
        Assert.Equal(other, Next(5));
        Assert.Equal([other.Key], _candidates.Deliverers.Select(candidate => candidate.Peer.Key));

        Heard(stuck);
        Assert.Equal([stuck.Key], _candidates.Deliverers.Select(candidate => candidate.Peer.Key));
        Heard(stuck, other);
        _time.Advance(TimeSpan.FromMinutes(5));
        Heard(stuck, other);
        Assert.Equal(stuck, Next(5));
    }

    [Fact]
    public void A_gateway_that_falls_silent_is_forgotten_with_its_peers()
    {
        Heard(Peer(20));
        _time.Advance(TimeSpan.FromSeconds(10.1));
        _candidates.Heard(new GatewayPeers(OtherGateway, [Peer(7)]));
        Assert.Equal(1, _candidates.Count);
        Assert.Equal(7u, Next(5)!.ClaimedHeight);
    }

    [Fact]
    public void A_heartbeat_replaces_the_one_before_it()
    {
        Heard(Peer(20), Peer(30));
        Heard(Peer(8));
        Assert.Equal(8u, Next(5)!.ClaimedHeight);
    }

    private static SyncPeer Peer(uint claim) => new($"peer:{claim}", Guid.NewGuid(), claim, null);

    private void Heard(params SyncPeer[] peers) => _candidates.Heard(new GatewayPeers(Gateway, peers));

    private void Tried(SyncPeer peer, HeaderStep step)
    {
        Heard(peer);
        _candidates.Next(-1, [])!.Tried(peer, step);
    }

    private SyncPeer? Next(int height) => _candidates.Next(height, [])?.Peer;

    private SyncCandidate Candidate(uint claim)
    {
        var passed = new List<SyncCandidate>();
        while (_candidates.Next(5, passed) is { } next)
        {
            if (next.Peer.ClaimedHeight == claim) return next;
            passed.Add(next);
        }

        throw new InvalidOperationException($"no candidate claims {claim}");
    }
}
