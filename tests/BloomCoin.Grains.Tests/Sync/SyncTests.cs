using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>wire-protocol 5: headers first, then blocks; what a peer claims is a hint.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_chain_of_several_header_messages_and_requests_is_synced_whole()
    {
        var branch = TestBranch.FromGenesis().Extend(4_100, nonce: 1);
        var peer = new ScriptedPeer("peer:a", branch);
        await _cluster.Connect(peer, claims: 4_100);
        await _cluster.AwaitTip(branch.Tip);
        Assert.All(peer.HeadersAsked, asked => Assert.InRange(asked.Count, 1, 2000));
    }

    [Fact]
    public async Task A_peer_on_a_heavier_fork_is_followed_from_where_both_chains_agree()
    {
        var ours = TestBranch.FromGenesis().Extend(200, nonce: 1);
        var theirs = ours.ForkAt(50).Extend(180, nonce: 2);
        await _cluster.Chain.Append(ours.Batch(1));
        var peer = new ScriptedPeer("peer:fork", theirs);
        await _cluster.Connect(peer, claims: 230);
        await _cluster.AwaitTip(theirs.Tip);
        Assert.Equal(180, peer.Delivered);
    }

    [Fact]
    public async Task A_peer_on_a_lighter_fork_is_left_alone()
    {
        // More blocks, but slower ones: after the retarget they are lighter.
        var ours = TestBranch.FromGenesis().Extend(123, nonce: 1, seconds: 1).Extend(60, nonce: 1, seconds: 1);
        var theirs = TestBranch.FromGenesis().Extend(123, nonce: 2, seconds: 20).Extend(62, nonce: 2, seconds: 20);
        await _cluster.Chain.Append(ours.Batch(1));
        var peer = new ScriptedPeer("peer:light", theirs);
        await _cluster.Connect(peer, claims: 185);
        await _cluster.AwaitIdle();
        Assert.Equal((ours.Tip, 0), ((await _cluster.Chain.GetTip()).Hash, peer.Delivered));
        Assert.False(peer.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task A_claim_of_any_height_with_nothing_behind_it_neither_hangs_nor_is_punished()   // anchors, scenario 17
    {
        var liar = new ScriptedPeer("peer:liar", TestBranch.FromGenesis());
        await _cluster.Connect(liar, claims: uint.MaxValue);
        await _cluster.AwaitIdle();
        Assert.Single(liar.HeadersAsked);

        var honest = new ScriptedPeer("peer:honest", TestBranch.FromGenesis().Extend(30, nonce: 1));
        _cluster.Peers.Add(honest);
        await _cluster.Connect(honest, claims: 30);
        await _cluster.Announce((liar, uint.MaxValue), (honest, 30));
        await _cluster.AwaitTip(TestBranch.FromGenesis().Extend(30, nonce: 1).Tip);
    }

    [Fact]
    public async Task A_header_that_breaks_a_rule_ends_the_connection_before_any_block_is_asked_for()
    {
        var branch = TestBranch.FromGenesis().Extend(20, nonce: 1);
        var peer = new ScriptedPeer("peer:bad-header", branch)
        {
            ChangeHeaders = answer => answer.Count < 15 ? answer : answer with { Blob = Flip(answer.Blob.ToArray(), (14 * BlockHeader.Length) + 72) },
        };
        await _cluster.Connect(peer, claims: 20);
        var (fault, detail) = await peer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(PeerFault.InvalidHeader, fault);
        Assert.Contains("rule 5", detail, StringComparison.Ordinal);
        await _cluster.AwaitIdle();
        Assert.Equal((0, 0), ((await _cluster.Chain.GetTip()).Height, peer.Delivered));
    }

    [Fact]
    public async Task Headers_of_another_network_end_the_connection()
    {
        var peer = new ScriptedPeer("peer:other", TestBranch.FromGenesis().Extend(3, nonce: 1))
        {
            ChangeHeaders = answer => answer.Count == 0 ? answer : answer with { Blob = Flip(answer.Blob.ToArray(), 4) },
        };
        await _cluster.Connect(peer, claims: 3);
        Assert.Equal(PeerFault.InvalidHeader, (await peer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20))).Fault);
    }

    [Fact]
    public async Task A_block_that_breaks_a_rule_ends_the_connection_and_another_peer_delivers_it()   // anchors, scenario 21
    {
        var branch = TestBranch.FromGenesis().Extend(20, nonce: 1);
        var bad = new ScriptedPeer("peer:bad-block", branch)
        {
            // The certificate is not under the block's hash: only the block itself shows the fault.
            ChangeBlock = block => block.Hash == branch.Blocks[11].Hash ? Flip(block.Bytes.ToArray(), BlockHeader.Length + 4) : block.Bytes.ToArray(),
        };
        await _cluster.Connect(bad, claims: 20);
        Assert.Equal(PeerFault.InvalidBlock, (await bad.Ended.Task.WaitAsync(TimeSpan.FromSeconds(20))).Fault);
        Assert.Equal(10, (await _cluster.Chain.GetTip()).Height);

        var good = new ScriptedPeer("peer:good", branch);
        await _cluster.Connect(good, claims: 20);
        await _cluster.AwaitTip(branch.Tip);
    }

    [Fact]
    public async Task A_peer_that_leaves_blocks_out_is_asked_for_them_again()
    {
        var branch = TestBranch.FromGenesis().Extend(30, nonce: 1);
        var left = new HashSet<Hash256> { branch.Blocks[7].Hash, branch.Blocks[19].Hash };
        var peer = new ScriptedPeer("peer:gaps", branch) { ChangeBlock = block => left.Remove(block.Hash) ? null : block.Bytes.ToArray() };
        await _cluster.Connect(peer, claims: 30);
        await _cluster.AwaitTip(branch.Tip);
    }

    [Fact]
    public async Task A_peer_that_delivers_nothing_does_not_keep_another_from_being_asked()
    {
        var branch = TestBranch.FromGenesis().Extend(30, nonce: 1);
        var empty = new ScriptedPeer("peer:empty", branch) { ChangeBlock = _ => null };
        await _cluster.Connect(empty, claims: 31);
        await _cluster.AwaitIdle();

        var good = new ScriptedPeer("peer:full", branch);
        await _cluster.Connect(good, claims: 30);
        await _cluster.AwaitTip(branch.Tip);
    }

    [Fact]
    public async Task The_status_shows_the_tip_also_when_the_blocks_came_by_another_way()
    {
        var branch = TestBranch.FromGenesis().Extend(10, nonce: 1);
        await _cluster.Announce();
        await _cluster.Chain.Append(branch.Batch(1));
        var status = await _cluster.Sync.GetStatus();
        Assert.Equal((10, 10), (status.Height, status.HeaderHeight));
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_leaves_what_was_synced_and_the_next_peer_goes_on()
    {
        var branch = TestBranch.FromGenesis().Extend(1_200, nonce: 1);
        var answers = 0;
        var leaving = new ScriptedPeer("peer:leaving", branch)
        {
            BeforeBlocks = () => ++answers > 1 ? Task.FromException(new PeerUnavailableException("gone")) : Task.CompletedTask,
        };
        await _cluster.Connect(leaving, claims: 1_200);
        await _cluster.AwaitIdle();
        Assert.Equal(8, (await _cluster.Chain.GetTip()).Height);

        var staying = new ScriptedPeer("peer:staying", branch);
        await _cluster.Connect(staying, claims: 1_200);
        await _cluster.AwaitTip(branch.Tip);
        Assert.Equal(1_192, staying.Delivered);
    }

    private static byte[] Flip(byte[] bytes, int offset)
    {
        var copy = bytes.ToArray();
        copy[offset] ^= 1;
        return copy;
    }
}
