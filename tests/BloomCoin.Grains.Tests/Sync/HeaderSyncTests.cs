using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>wire-protocol 5: headers first, from whoever proves most work; a claim is a hint (anchors, scenarios 13 to 18).</summary>
public sealed class HeaderSyncTests
{
    private static readonly TestBranch Genesis = TestBranch.FromGenesis();

    /// <summary>
    /// Few blocks with much work: one a second is five times too fast for the devnet, so each retarget makes them heavier.
    /// </summary>
    private static readonly TestBranch Heavy = TestBranch.FromGenesis().Extend(861, nonce: 1, seconds: 1);

    [Fact]   // anchors, scenario 17
    public void A_claim_of_any_height_with_nothing_behind_it_costs_one_question_a_minute()
    {
        var scene = new SyncScene(Heavy);
        var liar = scene.Connect(new ScriptedPeer("peer:liar", Genesis), uint.MaxValue);
        scene.Pass(TimeSpan.FromSeconds(50));
        Assert.Single(liar.Script.HeadersAsked);
        scene.Pass(TimeSpan.FromSeconds(50));
        Assert.Equal(2, liar.Script.HeadersAsked.Count);
        Assert.Null(liar.Verdict);
    }

    [Fact]   // anchors, scenario 17
    public void A_light_chain_without_end_is_cut_off_at_a_bound_and_nobody_waits_for_it()
    {
        var scene = new SyncScene(Heavy.ForkAt(800));
        var light = TestBranch.FromGenesis().Extend(30_000, nonce: 2, seconds: 20);
        var endless = scene.Connect(new ScriptedPeer("peer:endless", light), 1_000_000);
        scene.Pass(TimeSpan.FromSeconds(20));
        Assert.InRange(endless.Script.HeadersAsked.Max(asked => asked.Start), 18_000, 22_100);
        Assert.Equal((0, null), (endless.Script.Delivered, endless.Verdict));

        scene.Connect(new ScriptedPeer("peer:honest", Heavy), 861);
        scene.UntilTip(Heavy.Tip, withinSeconds: 5);
        var asked = endless.Script.HeadersAsked.Count;
        scene.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(asked, endless.Script.HeadersAsked.Count);
    }

    [Fact]
    public void A_peer_that_answers_slowly_with_a_light_chain_does_not_keep_another_waiting()
    {
        var scene = new SyncScene(Heavy.ForkAt(800));
        scene.Connect(new ScriptedPeer("peer:slow", TestBranch.FromGenesis().Extend(30_000, nonce: 2, seconds: 20)), 1_000_000)
            .BeforeHeaders = () => Task.Delay(TimeSpan.FromSeconds(4), scene.Time);
        scene.Connect(new ScriptedPeer("peer:honest", Heavy), 861);
        scene.UntilTip(Heavy.Tip, withinSeconds: 6);
    }

    [Theory, InlineData(0), InlineData(1)]   // wire-protocol 5: an answer with fewer headers than were asked for ends its chain
    public void A_dripper_of_headers_keeps_nobody_waiting_also_when_its_first_answers_were_full(int fullAnswers)
    {
        var branch = TestBranch.FromGenesis().Extend(6_000, nonce: 1);
        var scene = new SyncScene(Genesis);
        var answers = 0;
        scene.Connect(new ScriptedPeer("peer:dripper", branch) { ChangeHeaders = Drip }, 1_000_000).BeforeHeaders = After(4.7, scene);
        scene.Until(() => scene.Chain.Tip.Height > 0, TimeSpan.FromSeconds(10));
        scene.Connect(new ScriptedPeer("peer:honest", branch), 6_000);
        scene.UntilTip(branch.Tip, withinSeconds: 15);

        HeaderRange Drip(HeaderRange answer) =>
            answers++ < fullAnswers || answer.Count == 0 ? answer : answer with { Blob = answer.Blob[..BlockHeader.Length] };
    }

    [Fact]   // wire-protocol 5: whoever is slow loses the work to another
    public void A_source_that_holds_up_the_blocks_is_replaced_by_a_peer_whose_headers_come_faster()
    {
        var branch = TestBranch.FromGenesis().Extend(14_000, nonce: 1);
        var scene = new SyncScene(Genesis);
        var slow = scene.Connect(new ScriptedPeer("peer:slow", branch), 1_000_000);
        slow.BeforeHeaders = After(4.7, scene);
        scene.Until(() => scene.Chain.Tip.Height == 2_000, TimeSpan.FromSeconds(20));
        var honest = scene.Connect(new ScriptedPeer("peer:honest", branch), 14_000);
        scene.UntilTip(branch.Tip, withinSeconds: 15);
        Assert.True(honest.Script.HeadersAsked.Count >= 6);
        Assert.Equal(0, slow.CountOf(PeerEvent.SlowResponse));
    }

    [Fact]   // anchors, scenario 18: what it showed once it can show again
    public void A_peer_that_shows_only_the_front_of_what_it_showed_before_contradicts_itself()
    {
        var (ours, theirs) = LongFork();
        var isShown = false;
        var scene = new SyncScene(ours);
        var dripper = scene.Connect(
            new ScriptedPeer("peer:dripper", theirs)
            {
                ChangeHeaders = answer =>
                {
                    if (isShown) return answer with { Blob = answer.Blob[..BlockHeader.Length] };
                    isShown = answer.Start > 22_000;
                    return answer;
                },
            },
            (uint)theirs.Height);
        scene.Until(() => dripper.Verdict is not null, TimeSpan.FromMinutes(5));
        Assert.Contains("contradicts", dripper.Verdict!.Value.Detail, StringComparison.Ordinal);
    }

    [Fact]   // a reorganisation of any depth; a branch in constant memory until it proves heavier
    public void A_heavier_branch_is_followed_from_any_depth_also_when_it_is_the_lighter_one_for_22000_headers()
    {
        var (ours, theirs) = LongFork();
        var scene = new SyncScene(ours);
        for (var i = 0; i < 3; i++) scene.Connect(new ScriptedPeer($"peer:{i}", theirs), (uint)theirs.Height);
        scene.UntilTip(theirs.Tip, withinSeconds: 300);
        Assert.Equal(theirs.Blocks.Skip(11).Select(block => block.Hash), scene.Chain.Appended);
    }

    [Fact]   // anchors, scenario 18
    public void Headers_that_are_others_when_they_are_fetched_again_end_the_connection()
    {
        var (ours, theirs) = LongFork();
        var other = theirs.ForkAt(20_500).Extend(3_000, nonce: 3, seconds: 20);
        var isShown = false;
        var scene = new SyncScene(ours);
        var liar = scene.Connect(
            new ScriptedPeer("peer:liar", theirs) { ChangeHeaders = Change },
            (uint)theirs.Height);
        scene.Until(() => liar.Verdict is not null, TimeSpan.FromMinutes(5));
        Assert.Equal(PeerFault.InvalidHeader, liar.Verdict!.Value.Fault);
        Assert.Contains("contradicts", liar.Verdict.Value.Detail, StringComparison.Ordinal);
        Assert.Equal(1, liar.CountOf(PeerEvent.InvalidHeader));

        HeaderRange Change(HeaderRange answer)
        {
            if (isShown) return other.Headers(answer.Start, answer.Count);
            isShown = answer.Start > 22_000;
            return answer;
        }
    }

    [Theory]   // anchors, scenario 18; a reorganisation near a peer's tip is no contradiction
    [InlineData(10_000u, true)]
    [InlineData(2_050u, false)]
    public void An_answer_that_does_not_follow_the_one_before_it_is_a_fault_far_below_the_peers_tip(uint claims, bool isFault)
    {
        var branch = TestBranch.FromGenesis().Extend(2_050, nonce: 1);
        var other = branch.ForkAt(1_990).Extend(100, nonce: 2);
        var scene = new SyncScene(Genesis);
        var peer = scene.Connect(
            new ScriptedPeer("peer:changing", branch) { ChangeHeaders = answer => answer.Start == 2_001 ? other.Headers(2_001, 50) : answer },
            claims);
        scene.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(isFault ? PeerFault.InvalidHeader : null, peer.Verdict?.Fault);
    }

    [Fact]   // anchors, scenario 13
    public void Headers_that_do_not_link_inside_a_message_end_the_connection()
    {
        var branch = TestBranch.FromGenesis().Extend(30, nonce: 1);
        var scene = new SyncScene(Genesis);
        var peer = scene.Connect(
            new ScriptedPeer("peer:torn", branch)
            {
                ChangeHeaders = answer => answer with { Blob = (byte[])[.. answer.Blob.Span[..920], .. answer.Blob.Span[1012..]] },
            },
            30);
        scene.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal((PeerFault.InvalidHeader, 0), (peer.Verdict!.Value.Fault, peer.Script.Delivered));
    }

    [Fact]   // anchors, scenario 15
    public void A_header_too_far_ahead_costs_its_peer_nothing_and_is_tried_again_later()
    {
        var scene = new SyncScene(Genesis);
        var ahead = (uint)(scene.Time.GetUtcNow().AddMinutes(130).ToUnixTimeSeconds() - Genesis.Blocks[0].Header.Timestamp);
        var branch = TestBranch.FromGenesis().Extend(1, nonce: 1, seconds: ahead - 7200).Extend(1, nonce: 1, seconds: 7200);
        var peer = scene.Connect(new ScriptedPeer("peer:ahead", branch), 2);
        scene.UntilTip(branch.Blocks[1].Hash, withinSeconds: 5);
        scene.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(1, scene.Chain.Tip.Height);
        scene.UntilTip(branch.Tip, withinSeconds: 400);
        Assert.Null(peer.Verdict);
    }

    [Fact]   // wire-protocol 5: of two forks the heavier one
    public void Of_two_forks_the_heavier_is_reached_whichever_claims_more()
    {
        var shared = TestBranch.FromGenesis().Extend(50, nonce: 1);
        var light = shared.ForkAt(50).Extend(500, nonce: 2, seconds: 20);
        var heavy = shared.ForkAt(50).Extend(300, nonce: 3, seconds: 1);
        var scene = new SyncScene(Genesis);
        scene.Connect(new ScriptedPeer("peer:light", light), 550);
        var heavier = scene.Connect(new ScriptedPeer("peer:heavy", heavy), 350, heavy.Tip);
        scene.UntilTip(heavy.Tip, withinSeconds: 30);
        Assert.Null(heavier.Verdict);
    }

    [Fact]   // an announced block that is not stored is news, whatever its height
    public void A_shorter_heavier_chain_is_found_by_the_block_that_its_peer_announces()
    {
        var ours = TestBranch.FromGenesis().Extend(500, nonce: 2, seconds: 20);
        var theirs = ours.ForkAt(20).Extend(400, nonce: 3, seconds: 1);
        var scene = new SyncScene(ours);
        scene.Connect(new ScriptedPeer("peer:short", theirs), claims: 500, announced: theirs.Tip);
        scene.UntilTip(theirs.Tip, withinSeconds: 10);
    }

    [Fact]   // anchors, scenario 25: two halves heal and agree on most work
    public void A_heavier_chain_of_the_same_height_is_found_when_its_peer_connects_and_announces_nothing()
    {
        var shared = TestBranch.FromGenesis().Extend(20, nonce: 1);
        var ours = shared.ForkAt(20).Extend(400, nonce: 2, seconds: 20);
        var theirs = shared.ForkAt(20).Extend(400, nonce: 3, seconds: 1);
        var scene = new SyncScene(ours);
        scene.Connect(new ScriptedPeer("peer:half", theirs), claims: 420);
        scene.UntilTip(theirs.Tip, withinSeconds: 10);
    }

    [Theory, InlineData(0u), InlineData(50u), InlineData(861u)]
    public void A_peer_that_claims_no_more_than_our_height_is_asked_once(uint claims)
    {
        var scene = new SyncScene(Heavy);
        var peer = scene.Connect(new ScriptedPeer("peer:low", Heavy.ForkAt((int)claims)), claims);
        scene.Pass(TimeSpan.FromMinutes(5));
        Assert.Single(peer.Script.HeadersAsked);
        Assert.Null(peer.Verdict);
    }

    private static Func<Task> After(double seconds, SyncScene scene) => () => Task.Delay(TimeSpan.FromSeconds(seconds), scene.Time);

    /// <summary>Ours: 6000 blocks, seven times as heavy as the easiest. Theirs: 22 000 of the easiest, then fast ones that win.</summary>
    private static (TestBranch Ours, TestBranch Theirs) LongFork()
    {
        var shared = TestBranch.FromGenesis().Extend(10, nonce: 1);
        var ours = shared.ForkAt(10).Extend(236, nonce: 1, seconds: 1).Extend(5_754, nonce: 1);
        var theirs = shared.ForkAt(10).Extend(22_000, nonce: 2, seconds: 20).Extend(1_200, nonce: 2, seconds: 1);
        return (ours, theirs);
    }
}
