using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Grains.Sync;
using BloomCoin.Grains.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Sync;

/// <summary>How long a question for headers may take, and how many peers are asked meanwhile (anchors, scenarios 17 and 19).</summary>
public sealed class HeaderDeadlineTests
{
    private static readonly TestBranch Genesis = TestBranch.FromGenesis();

    private readonly List<double> _asked = [];

    [Fact]   // wire-protocol 7, slow_response
    public void A_silent_peer_is_slow_after_5_s_and_asked_again_10_s_later_with_twice_the_time_up_to_30_s()
    {
        var scene = new SyncScene(Genesis);
        var silent = Connect(scene, "peer:silent", Genesis, _ => Timeout.InfiniteTimeSpan);
        scene.Pass(TimeSpan.FromSeconds(4.75));
        Assert.Equal(0, silent.CountOf(PeerEvent.SlowResponse));
        scene.Pass(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, silent.CountOf(PeerEvent.SlowResponse));

        scene.Pass(TimeSpan.FromSeconds(120));
        Assert.Equal(5, _asked.Count);
        Assert.InRange(_asked[1] - _asked[0], 15, 17.25);   // 5 s, the pause of 10 s, and at most a heartbeat
        Assert.InRange(_asked[2] - _asked[1], 20, 22.25);
        Assert.InRange(_asked[3] - _asked[2], 30, 32.25);
        Assert.InRange(_asked[4] - _asked[3], 40, 42.25);

        // Its gateway ends a connection that owes an answer for 30 s: whichever comes first.
        Assert.InRange(silent.CountOf(PeerEvent.SlowResponse), 3, 4);
    }

    [Theory, InlineData(8.25, 1), InlineData(9, 2)]   // 5 s, doubled to 10 s, then 8.5 s
    public void A_deadline_falls_back_by_15_percent_with_each_answer_in_time(double third, int slow)
    {
        var scene = new SyncScene(Genesis);
        var peer = Connect(scene, "peer:back", Genesis, question => question switch
        {
            1 => Timeout.InfiniteTimeSpan,
            2 => TimeSpan.FromSeconds(9.5),
            3 => TimeSpan.FromSeconds(third),
            _ => TimeSpan.Zero,
        });
        scene.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal((2, 1), (_asked.Count, peer.CountOf(PeerEvent.SlowResponse)));
        scene.Until(() => _asked.Count == 3, TimeSpan.FromSeconds(65));
        scene.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(slow, peer.CountOf(PeerEvent.SlowResponse));
    }

    [Fact]   // wire-protocol 6: any other type, 100 a minute and peer
    public void A_peer_is_asked_for_headers_a_hundred_times_at_once_and_then_every_600_ms()
    {
        var time = new FakeTimeProvider();
        var chain = new MemoryChain(Genesis);
        var script = new ScriptedPeer("peer:paced", Genesis);
        var lost = new ScenePeer(script, time);
        lost.Lose();
        var named = new SyncPeer(script.Key, script.Connection, 1_000, null);
        var gateway = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 1);
        var remote = new RemotePeer(lost, script.Key, new PeerSocket(gateway, script.Connection));
        var branch = new HeaderBranch(named, remote, chain, chain, TestBranch.Parameters, time);
        var source = new HeaderSource(new SyncCandidate(named, remote, 0, time), branch, time);
        var verdicts = new PeerVerdicts(NullLogger.Instance);
        for (var question = 0; question < 100; question++)
        {
            Assert.True(source.MayAsk);
            source.Ask();
            Assert.False(source.MayAsk);
            Assert.Equal(HeaderStepKind.Pause, source.Take(verdicts)!.Kind);
        }

        Assert.False(source.MayAsk);
        time.Advance(TimeSpan.FromMilliseconds(601));
        Assert.True(source.MayAsk);
    }

    [Fact]   // three at once, and a minute for each when others wait
    public void A_fourth_peer_gets_its_turn_after_a_minute_of_three_that_show_light_headers_without_end()
    {
        var ours = TestBranch.FromGenesis().Extend(236, nonce: 1, seconds: 1).Extend(5_764, nonce: 1);
        var light = TestBranch.FromGenesis().Extend(36_000, nonce: 2, seconds: 20);
        var honest = ours.ForkAt(6_000).Extend(10, nonce: 1);
        var scene = new SyncScene(ours);
        for (var i = 0; i < 3; i++) Connect(scene, $"peer:endless-{i}", light, _ => TimeSpan.FromSeconds(4.7));
        scene.Pass(TimeSpan.FromSeconds(10));
        var waiting = scene.Connect(new ScriptedPeer("peer:honest", honest), 6_010);
        Assert.Equal([0, 3, 6], _asked.Where(at => at is 0 or 3 or 6));

        scene.Pass(TimeSpan.FromSeconds(49));
        Assert.Empty(waiting.Script.HeadersAsked);
        scene.UntilTip(honest.Tip, withinSeconds: 4);
    }

    /// <summary>A peer that takes as long over each of its answers as its test says; when it is asked is noted.</summary>
    private ScenePeer Connect(SyncScene scene, string key, TestBranch branch, Func<int, TimeSpan> takes)
    {
        var peer = scene.Connect(new ScriptedPeer(key, branch), 1_000_000);
        var questions = 0;
        peer.BeforeHeaders = () =>
        {
            _asked.Add(scene.Passed.TotalSeconds);
            return Task.Delay(takes(++questions), scene.Time);
        };
        return peer;
    }
}
