using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>wire-protocol 5: blocks from many peers at once, whatever some of them do (anchors, scenarios 19 and 21).</summary>
public sealed class BlockSyncTests
{
    private static readonly TestBranch Branch = TestBranch.FromGenesis().Extend(9_000, nonce: 1);

    private readonly SyncScene _scene = new(TestBranch.FromGenesis());

    [Fact]   // wire-protocol 5: 10 in flight in all, at most 2 to one peer
    public void Many_peers_share_the_load_and_every_block_is_stored_once_and_in_order()
    {
        var peers = Enumerable.Range(0, 6)
            .Select(index => Connect(new ScriptedPeer($"peer:{index}", Branch) { BeforeBlocks = After(0.5) }))
            .ToList();
        _scene.UntilTip(Branch.Tip, withinSeconds: 10);
        Assert.Equal(Branch.Blocks.Skip(1).Select(block => block.Hash), _scene.Chain.Appended);
        Assert.All(peers, peer => Assert.InRange(peer.Script.Delivered, 500, 4_000));
        Assert.All(peers, peer => Assert.InRange(peer.MostInFlight, 1, 2));
        Assert.Equal(9_000, peers.Sum(peer => peer.Script.Delivered));
        Assert.All(peers, peer => Assert.True(peer.CountOf(PeerEvent.FastResponse) > 0 && peer.CountOf(PeerEvent.ValidBlock) > 0));
        Assert.All(peers, peer => Assert.Equal(0, peer.CountOf(PeerEvent.SlowResponse)));
    }

    [Fact]   // anchors, scenario 19
    public void A_stalled_first_range_is_asked_of_another_peer_after_2_s()
    {
        var staller = Connect(new ScriptedPeer("peer:staller", Branch) { BeforeBlocks = Never }, claims: 9_001);
        var honest = Connect(new ScriptedPeer("peer:honest", Branch));
        _scene.Until(() => _scene.Chain.Tip.Height >= 8_000, TimeSpan.FromSeconds(4));
        _scene.UntilTip(Branch.Tip, withinSeconds: 8);   // the pace of 20 requests, and one more every 3 s
        Assert.Equal((0, 9_000), (staller.Script.Delivered, honest.Script.Delivered));
        Assert.InRange(staller.CountOf(PeerEvent.SlowResponse), 1, 2);
        Assert.Equal(0, honest.CountOf(PeerEvent.SlowResponse));
        Assert.Equal(2, staller.MostInFlight);
    }

    [Fact]
    public void Five_stallers_that_hold_every_request_in_flight_do_not_stop_a_sixth_peer()
    {
        for (var i = 0; i < 5; i++) Connect(new ScriptedPeer($"peer:staller-{i}", Branch) { BeforeBlocks = Never }, claims: 9_001);
        Connect(new ScriptedPeer("peer:honest", Branch));
        _scene.UntilTip(Branch.Tip, withinSeconds: 30);
    }

    [Fact]
    public void A_peer_that_falls_silent_after_some_blocks_loses_its_work_to_the_others()
    {
        var answers = 0;
        var silent = Connect(new ScriptedPeer("peer:silent", Branch) { BeforeBlocks = () => ++answers > 2 ? Never() : Task.CompletedTask });
        Connect(new ScriptedPeer("peer:honest", Branch) { BeforeBlocks = After(1) });
        _scene.UntilTip(Branch.Tip, withinSeconds: 20);
        Assert.Equal(2 * 8, silent.Script.Delivered);
        Assert.True(silent.CountOf(PeerEvent.SlowResponse) >= 1);
    }

    [Fact]   // anchors, scenario 21
    public void An_invalid_block_after_a_hundred_good_ones_ends_its_senders_connection_and_another_delivers_it()
    {
        var bad = Branch.Blocks[101].Hash;
        _scene.Chain.Judge = block =>
            block.Length == 1 + Branch.Blocks[101].Bytes.Length && BlockHeader.HashOf(block.Span) == bad ? RefusalKind.Invalid : null;
        var liar = Connect(
            new ScriptedPeer("peer:bad", Branch) { ChangeBlock = block => block.Hash == bad ? [.. block.Bytes.Span, 0] : block.Bytes.ToArray() },
            claims: 9_001);
        _scene.Until(() => liar.Verdict is not null, TimeSpan.FromSeconds(5));
        Assert.Equal((PeerFault.InvalidBlock, 1), (liar.Verdict!.Value.Fault, liar.CountOf(PeerEvent.InvalidBlock)));
        Assert.InRange(_scene.Chain.Tip.Height, 100, 100);

        Connect(new ScriptedPeer("peer:honest", Branch));
        _scene.UntilTip(Branch.Tip, withinSeconds: 20);
    }

    [Fact]   // an invalid block marks its descendants invalid
    public void A_chain_through_a_condemned_block_is_dropped_and_not_followed_again()
    {
        var condemned = TestBranch.FromGenesis().Extend(400, nonce: 7, seconds: 1);
        _scene.Chain.Judge = block => BlockHeader.HashOf(block.Span) == condemned.Blocks[150].Hash ? RefusalKind.Condemned : null;
        var first = Connect(new ScriptedPeer("peer:first", condemned));
        _scene.Until(() => first.Verdict is not null, TimeSpan.FromSeconds(5));
        Assert.Equal((PeerFault.InvalidBlock, 149), (first.Verdict!.Value.Fault, _scene.Chain.Tip.Height));

        var second = Connect(new ScriptedPeer("peer:second", condemned), claims: 9_001);
        Connect(new ScriptedPeer("peer:honest", Branch));
        _scene.UntilTip(Branch.Tip, withinSeconds: 20);
        Assert.Equal((PeerFault.InvalidHeader, 0), (second.Verdict!.Value.Fault, second.Script.Delivered));
    }

    [Fact]
    public void A_block_that_a_peer_leaves_out_comes_from_another()
    {
        var left = Branch.Blocks[700].Hash;
        var gaps = Connect(
            new ScriptedPeer("peer:gaps", Branch) { ChangeBlock = block => block.Hash == left ? null : block.Bytes.ToArray() });
        _scene.Until(() => _scene.Chain.Tip.Height == 699, TimeSpan.FromSeconds(5));
        Connect(new ScriptedPeer("peer:honest", Branch));
        _scene.UntilTip(Branch.Tip, withinSeconds: 20);
        Assert.Null(gaps.Verdict);
    }

    [Fact]   // wire-protocol 5: as many blocks as fit 8 MiB; wire-protocol 6: a peer paces itself to 1 MB/s
    public void A_peer_with_blocks_of_1_MiB_that_sends_1_MB_a_second_is_never_slow()
    {
        var branch = TestBranch.FromGenesis().Extend(60, nonce: 1);
        var padding = new byte[1 << 20];
        var peer = Connect(
            new ScriptedPeer("peer:large", branch) { ChangeBlock = block => [.. block.Bytes.Span, .. padding.AsSpan(block.Bytes.Length)] },
            claims: 60);
        peer.BytesPerSecond = 1_000_000;
        _scene.UntilTip(branch.Tip, withinSeconds: 75);
        Assert.Equal((60, 0), (peer.Script.Delivered, peer.CountOf(PeerEvent.SlowResponse)));
    }

    [Fact]   // headers cost their sender nothing
    public void A_heavier_branch_whose_blocks_nobody_delivers_does_not_keep_the_honest_one_back()
    {
        var forged = TestBranch.FromGenesis().Extend(20_000, nonce: 7);
        var forger = Connect(new ScriptedPeer("peer:forger", forged) { BeforeBlocks = Never }, claims: 20_000);
        Connect(new ScriptedPeer("peer:honest", Branch));
        _scene.UntilTip(Branch.Tip, withinSeconds: 40);
        Assert.Equal(0, forger.Script.Delivered);
    }

    private static Task Never() => new TaskCompletionSource().Task;

    private Func<Task> After(double seconds) => () => Task.Delay(TimeSpan.FromSeconds(seconds), _scene.Time);

    private ScenePeer Connect(ScriptedPeer script, uint claims = 9_000) => _scene.Connect(script, claims);
}
