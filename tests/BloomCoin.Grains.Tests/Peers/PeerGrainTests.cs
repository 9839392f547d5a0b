using BloomCoin.Abstractions.Peers;
using BloomCoin.Grains.Tests.Support;
using Orleans.Core.Internal;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Peers;

/// <summary>A peer seen as one: who it is, what it delivered, whether it can be asked.</summary>
public sealed class PeerGrainTests : IAsyncLifetime
{
    private static readonly TestBranch Branch = TestBranch.FromGenesis().Extend(30, nonce: 1);

    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task What_a_peer_delivers_is_counted()
    {
        var (peer, grain) = await Connected("peer:counted");
        await grain.RequestHeaders(_cluster.SocketOf(peer), 1, 30);
        await grain.RequestBlocks(_cluster.SocketOf(peer), Abstractions.Chain.BlockRequest.For([.. Branch.Blocks.Skip(1).Take(5).Select(block => block.Hash)], 1 << 20));

        var state = await grain.GetState();
        Assert.Equal((30, 30L, 5L), (state.BestHeight, state.HeadersDelivered, state.BlocksDelivered));
        Assert.NotNull(state.Latency);
        Assert.Equal(peer.Connection, state.Connection!.Connection);
    }

    [Fact]   // wire-protocol 7
    public async Task What_counts_for_or_against_a_peer_is_counted()
    {
        var (_, grain) = await Connected("peer:noted");
        await grain.Note(PeerEvent.SlowResponse, 1);
        await grain.Note(PeerEvent.SlowResponse, 2);
        await grain.Note(PeerEvent.ValidBlock, 1);
        await ChainCluster.Await(async () => (await grain.GetState()).CountOf(PeerEvent.ValidBlock) == 1, () => Task.FromResult("nothing is counted"));
        Assert.Equal((3, 0), ((await grain.GetState()).CountOf(PeerEvent.SlowResponse), (await grain.GetState()).CountOf(PeerEvent.InvalidBlock)));
    }

    [Fact]
    public async Task The_end_of_a_connection_is_remembered()
    {
        var (peer, grain) = await Connected("peer:gone");
        await grain.Disconnected(peer.Connection, "RemoteClosed: it left");
        var state = await grain.GetState();
        Assert.Equal((null, "RemoteClosed: it left", "/test/"), (state.Connection, state.LastDisconnect, state.UserAgent));
    }

    [Fact]
    public async Task The_end_of_an_old_connection_leaves_the_new_one_alone()
    {
        var (old, grain) = await Connected("peer:back");
        var (current, _) = await Connected("peer:back");
        await grain.Disconnected(old.Connection, "RemoteClosed: late news");
        Assert.Equal(current.Connection, (await grain.GetState()).Connection!.Connection);
    }

    [Fact]
    public async Task A_request_on_a_connection_that_its_gateway_lost_fails_as_an_unavailable_peer()
    {
        var grain = _cluster.Grains.GetGrain<IPeerGrain>("peer:lost");
        var socket = new PeerSocket(_cluster.Silo, Guid.NewGuid());
        await Assert.ThrowsAsync<PeerUnavailableException>(() => grain.RequestHeaders(socket, 1, 1));
    }

    [Fact]   // p2p-anchors: maps keyed by remote input have a bound
    public async Task A_grain_lives_while_its_peer_is_connected_and_is_collected_soon_after()
    {
        var (peer, grain) = await Connected("peer:quiet");
        var management = _cluster.Grains.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
        Assert.Equal(peer.Connection, (await grain.GetState()).Connection?.Connection);

        await grain.Disconnected(peer.Connection, "RemoteClosed: it left");
        await ChainCluster.Await(
            async () =>
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
                return (await grain.GetState()).LastDisconnect is null;
            },
            () => Task.FromResult("the grain is not collected"));
    }

    [Fact]   // its silo is lost, the connection is not
    public async Task A_peer_whose_grain_begins_anew_is_asked_and_judged_as_before()
    {
        var (peer, grain) = await Connected("peer:moved");
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await ChainCluster.Await(async () => (await grain.GetState()).Connection is null, () => Task.FromResult("the grain did not begin anew"));

        Assert.Equal(30, (await grain.RequestHeaders(_cluster.SocketOf(peer), 1, 30)).Count);
        await grain.Disconnect(_cluster.SocketOf(peer), PeerFault.InvalidHeader, "rule 5");
        Assert.Equal((PeerFault.InvalidHeader, "rule 5"), await peer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]   // a gateway that cannot reach the grain once goes on without
    public async Task A_peer_whose_grain_never_heard_of_its_connection_is_synced_from_all_the_same()
    {
        var peer = new ScriptedPeer("peer:untold", Branch);
        _cluster.Peers.Add(peer);
        await _cluster.Announce((peer, 30));
        await _cluster.AwaitTip(Branch.Tip);
    }

    [Fact]
    public async Task A_connection_is_ended_with_its_fault_and_detail()
    {
        var (peer, grain) = await Connected("peer:bad");
        await grain.Disconnect(_cluster.SocketOf(peer), PeerFault.InvalidBlock, "rule 3");
        Assert.Equal((PeerFault.InvalidBlock, "rule 3"), await peer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory, InlineData("127.0.0.1:8333", "peer:127.0.0.1:8333"), InlineData("[::ffff:10.0.0.1]:1", "peer:10.0.0.1:1"), InlineData("[2001:db8::1]:2", "peer:[2001:db8::1]:2")]
    public void An_address_has_one_key_however_it_is_written(string endpoint, string key)
    {
        Assert.Equal(key, PeerAddress.KeyOf(System.Net.IPEndPoint.Parse(endpoint)));
        Assert.Equal(key["peer:".Length..], PeerAddress.Display(key));
    }

    private async Task<(ScriptedPeer Peer, IPeerGrain Grain)> Connected(string key)
    {
        var peer = new ScriptedPeer(key, Branch);
        _cluster.Peers.Add(peer);
        var grain = _cluster.Grains.GetGrain<IPeerGrain>(key);
        await grain.Connected(new PeerConnected(peer.Connection, _cluster.Silo, Outbound: true, 1, 1, "/test/", 30));
        return (peer, grain);
    }
}
