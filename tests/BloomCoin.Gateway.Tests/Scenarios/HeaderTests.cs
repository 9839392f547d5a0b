using System.Buffers.Binary;
using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Testing.Peers;

namespace BloomCoin.Gateway.Tests.Scenarios;

/// <summary>p2p-anchors, scenarios 13 to 16, over TCP: headers that are wrong, do not connect, or come from the future.</summary>
public sealed class HeaderTests : IAsyncLifetime
{
    private const int Held = 30, TimestampAt = 68, OrderParameterAt = 80;
    private const string Stranger = "127.66.0.1";

    private GatewayCluster _cluster = null!;
    private HonestWitness _honest = null!;

    /// <summary>What is wrong with the tenth header of an answer.</summary>
    public static TheoryData<string> Faults => ["links to nothing", "not after its parent", "below z_c", "not a number"];

    private int Port => _cluster.EndPoint.Port;

    public async ValueTask InitializeAsync()
    {
        _cluster = await GatewayCluster.Start(new GatewayOptions { Listen = "127.0.0.1:0", MaxPeers = 0 });
        await _cluster.Append(1, Held);
        _honest = await HonestWitness.Connect(Port, from: "127.8.0.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _honest.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Theory, MemberData(nameof(Faults))]   // 13; 15; 16; 26: invalid_header, and no block is asked for
    public async Task A_header_that_breaks_a_rule_ends_the_connection_and_another_peer_brings_the_chain(string fault)
    {
        var shown = ReferenceChain.ServedTo(Held + 20);
        await using var hostile = await ChainPeer.Connect(
            new PeerScript(IPAddress.Parse(Stranger), shown) { Headers = (start, count) => Spoil(shown, start, count, fault) }, Port);
        Assert.Equal(DisconnectReason.InvalidHeader, await _cluster.Events.EndOf(PeerAddress.KeyOf(hostile.EndPoint)));
        await GatewayCluster.Until(async () => (await Score()) is > 0.69 and < 0.71, "it costs something else than 0.3");
        Assert.Empty(hostile.BlocksAsked);

        await using var good = await ChainPeer.Connect(new PeerScript(IPAddress.Parse("127.7.0.1"), ReferenceChain.ServedTo(Held + 20)), Port);
        await GatewayCluster.Until(async () => (await _cluster.Chain.GetTip()).Hash == shown.Tip, "the honest chain was not reached");
    }

    [Fact]   // 14; wire-protocol 5: 1, 2, 4, ... heights back
    public async Task Headers_that_do_not_connect_to_ours_are_followed_back_to_where_they_do_without_penalty()
    {
        var theirs = ReferenceChain.ServedTo(10).Extend(40, nonce: 1, withBlocks: true);
        await using var peer = await ChainPeer.Connect(new PeerScript(IPAddress.Parse(Stranger), theirs), Port);
        await GatewayCluster.Until(async () => (await _cluster.Chain.GetTip()).Hash == theirs.Tip, "the other branch was not found");
        Assert.Equal([31, 30, 28, 24, 16, 1], peer.HeadersAsked.Take(6));
        Assert.InRange(await Score(), 1, 2);
        Assert.False(peer.Ended.IsCompleted);
    }

    [Fact]   // 14: nor is there one for a chain that connects nowhere near
    public async Task An_announcement_that_connects_to_nothing_costs_a_question_and_no_penalty()
    {
        var theirs = ReferenceChain.ServedTo(10).Extend(1_000, nonce: 1, withBlocks: false);
        await using var peer = await ChainPeer.Connect(
            new PeerScript(IPAddress.Parse(Stranger), theirs) { Claims = 0, Headers = (start, count) => start == 900 && count == 1 ? theirs.Headers(900, 1) : [] }, Port);
        await UntilAsked(peer);   // as everybody is who connects
        await UntilIdle();
        var asked = peer.HeadersAsked.Count;
        await peer.Announce(900);
        await UntilAsked(peer, asked + 1);
        await UntilIdle();
        Assert.Equal((1, Held), (await Score(), (await _cluster.Chain.GetTip()).Height));
        Assert.False(peer.Ended.IsCompleted);
    }

    [Fact]   // 15: rejected, retried later, no penalty. The clock of the whole node is the test's.
    public async Task A_header_too_far_ahead_is_left_without_penalty_and_taken_when_its_time_has_come()
    {
        var theirs = ReferenceChain.ServedTo(Held);
        var parent = BinaryPrimitives.ReadUInt32LittleEndian(theirs.Headers(Held, 1).AsSpan(TimestampAt));
        theirs.Extend(1, nonce: 1, withBlocks: true, seconds: (uint)(_cluster.Time.GetUtcNow().AddHours(3).ToUnixTimeSeconds() - parent));
        await using var peer = await ChainPeer.Connect(new PeerScript(IPAddress.Parse(Stranger), theirs), Port);
        await UntilAsked(peer);
        await UntilIdle();
        Assert.Equal((1, Held), (await Score(), (await _cluster.Chain.GetTip()).Height));

        _cluster.Time.Advance(TimeSpan.FromHours(2));
        await GatewayCluster.Until(async () => (await _cluster.Chain.GetTip()).Hash == theirs.Tip, "it was not tried again");
        Assert.False(peer.Ended.IsCompleted);
    }

    private static byte[] Spoil(ServedChain chain, int start, int count, string fault)
    {
        var headers = chain.Headers(start, count);
        var tenth = headers.AsSpan()[(9 * BlockHeader.Length)..];
        switch (fault)
        {
            case "links to nothing":
                return [.. headers.AsSpan(0, 9 * BlockHeader.Length), .. headers.AsSpan(10 * BlockHeader.Length)];
            case "not after its parent":
                headers.AsSpan((8 * BlockHeader.Length) + TimestampAt, sizeof(uint)).CopyTo(tenth[TimestampAt..]);
                return headers[..(10 * BlockHeader.Length)];
            default:
                BinaryPrimitives.WriteSingleLittleEndian(tenth[OrderParameterAt..], fault == "below z_c" ? 0.866f : float.NaN);
                return headers[..(10 * BlockHeader.Length)];
        }
    }

    private static Task UntilAsked(ChainPeer peer, int times = 1) =>
        GatewayCluster.Until(() => Task.FromResult(peer.HeadersAsked.Count >= times), "it was not asked");

    private Task UntilIdle() => GatewayCluster.Until(
        async () => !(await _cluster.Grains.GetGrain<ISyncGrain>(0).GetStatus()).IsRunning, "the sync does not end");

    private async Task<double> Score() =>
        (await _cluster.Grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(Stranger)).GetReputation()).Score;
}
