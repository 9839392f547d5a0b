using BloomCoin.Abstractions.Peers;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>wire-protocol 6, sync_timeout: a coordinator that outlives its silo (anchors, scenario 25).</summary>
public sealed class RecoveryTests
{
    private static readonly TestBranch Branch = TestBranch.FromGenesis().Extend(6_000, nonce: 1);

    private readonly SyncScene _scene = new(TestBranch.FromGenesis());

    [Fact]
    public void A_coordinator_that_is_lost_in_the_middle_is_followed_by_one_that_goes_on_from_the_tip()
    {
        Connect("peer:a");
        Connect("peer:b");
        _scene.Until(() => _scene.Chain.Tip.Height >= 2_000, TimeSpan.FromSeconds(20));
        _scene.LoseCoordinator();
        _scene.UntilTip(Branch.Tip, withinSeconds: 60);
        ExpectEachBlockOnce();
    }

    [Fact]   // anchors, scenario 25: a gateway killed in the middle of a sync
    public void A_gateway_that_is_lost_in_the_middle_leaves_its_work_to_the_others_peers()
    {
        var lost = new[] { Connect("peer:a"), Connect("peer:b") };
        Connect("peer:c");
        _scene.Until(() => _scene.Chain.Tip.Height >= 1_000, TimeSpan.FromSeconds(20));
        foreach (var peer in lost) _scene.Lose(peer);
        _scene.UntilTip(Branch.Tip, withinSeconds: 30);
        ExpectEachBlockOnce();
    }

    [Fact]   // anchors, scenario 25: at once, long before their 2 s are over
    public void The_ranges_of_a_lost_gateways_peers_are_asked_of_another_with_the_next_tick()
    {
        ScenePeer[] lost = [Silent("peer:a"), Silent("peer:b")];
        var other = _scene.Connect(new ScriptedPeer("peer:c", Branch), (uint)Branch.Height);
        _scene.Until(() => other.Script.Delivered > 0, TimeSpan.FromSeconds(1));
        Assert.Equal(0, _scene.Chain.Tip.Height);   // one of the lost has the first range
        foreach (var peer in lost) _scene.Lose(peer);
        _scene.Until(() => _scene.Chain.Tip.Height > 0, TimeSpan.FromSeconds(0.5));

        ScenePeer Silent(string key) =>
            _scene.Connect(new ScriptedPeer(key, Branch) { BeforeBlocks = () => new TaskCompletionSource().Task }, (uint)Branch.Height);
    }

    [Fact]
    public void A_chain_that_cannot_store_ends_the_run_and_the_next_heartbeat_starts_another()
    {
        var appends = 0;
        _scene.Chain.BeforeAppend = () => ++appends == 3 ? throw new InvalidOperationException("the database went away") : Task.CompletedTask;
        Connect("peer:a");
        Connect("peer:b");
        _scene.UntilTip(Branch.Tip, withinSeconds: 60);
        Assert.Single(_scene.Failures);
        ExpectEachBlockOnce();
    }

    [Fact]   // wire-protocol 6: 300 s without progress, then from the tip with other peers
    public void A_round_without_progress_for_300_s_is_given_up_and_other_peers_come_first()
    {
        var appends = 0;
        _scene.Chain.BeforeAppend = () => ++appends == 2 ? new TaskCompletionSource().Task : Task.CompletedTask;
        var used = Connect("peer:used");
        _scene.Until(() => _scene.Chain.Tip.Height == 8, TimeSpan.FromSeconds(20));
        var delivered = used.Script.Delivered;
        var other = Connect("peer:other");
        _scene.Pass(TimeSpan.FromSeconds(280));
        Assert.Equal(8, _scene.Chain.Tip.Height);
        _scene.UntilTip(Branch.Tip, withinSeconds: 60);
        Assert.True(other.Script.HeadersAsked.Count > 0 && used.Script.Delivered > 0 && delivered > 0);
    }

    [Fact]
    public void A_sync_with_nothing_to_do_does_not_run()
    {
        Connect("peer:a");
        _scene.UntilTip(Branch.Tip, withinSeconds: 60);
        _scene.Pass(TimeSpan.FromSeconds(1));
        Assert.False(_scene.IsRunning);
    }

    private ScenePeer Connect(string key) =>
        _scene.Connect(new ScriptedPeer(key, Branch) { BeforeBlocks = () => Task.Delay(TimeSpan.FromSeconds(1), _scene.Time) }, (uint)Branch.Height);

    private void ExpectEachBlockOnce() => Assert.Equal(Branch.Blocks.Skip(1).Select(block => block.Hash), _scene.Chain.Appended);
}
