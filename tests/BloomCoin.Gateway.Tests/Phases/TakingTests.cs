using System.Net;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Peering;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>wire-protocol 4: what becomes of a PHASE.</summary>
public sealed class TakingTests : PhaseSessions
{
    [Fact]
    public async Task Phases_of_several_peers_go_in_one_batch_and_each_is_acknowledged_with_the_merged_coherence()
    {
        var pairs = await Connect(3);
        var phases = Enumerable.Range(0, 3).Select(seed => TestPhases.Make(seed)).ToArray();
        for (var index = 0; index < 3; index++)
        {
            await pairs[index].Peer.Send(phases[index].Frame(Working));
            await pairs[index].Peer.ExpectAnswerToPing();
        }

        Gateway.Gossip.Inbox.Flush();
        var batch = Assert.Single(Gateway.Phases.Batches);
        Assert.Equal((int)Working, batch.Height);
        Assert.Equal(phases.Select(one => (one.Coherence, Convert.ToHexString(one.Phases))), batch.Phases.Select(one => (one.Coherence, one.Phases)));
        Assert.Distinct(batch.Phases.Select(one => one.Peer));

        var acknowledged = Payload(Wire.Coherence(new CoherencePair(Working, Gateway.Phases.Height((int)Working).Merged!.Coherence)));
        foreach (var pair in pairs) Assert.Equal(acknowledged, await pair.Peer.Expect(MessageType.Coherence));
    }

    [Fact]   // heights do not mix
    public async Task Each_height_has_its_batch()
    {
        var pair = await Connect();
        await Deliver(pair, TestPhases.Make(1).Frame(Working), TestPhases.Make(2).Frame(Working - 1), TestPhases.Make(3).Frame(Working));
        Assert.Equal([(500, 1), (501, 2)], Gateway.Phases.Batches.Select(batch => (batch.Height, batch.Phases.Length)).Order());
        await ExpectAcknowledgements(pair, 3);
    }

    [Fact]   // one peer counts once per height: it has one key, and no other peer has it
    public async Task A_peer_is_named_by_a_hash_of_its_address_and_port()
    {
        var pairs = await Connect(2);
        await Deliver(pairs[0], TestPhases.Make(1).Frame(Working), TestPhases.Make(2).Frame(Working));
        await Deliver(pairs[1], TestPhases.Make(3).Frame(Working));
        var keys = Gateway.Phases.Batches.SelectMany(batch => batch.Phases).Select(phase => phase.Peer).ToArray();
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
        Assert.Equal(pairs[0].Session.Phases.Key, keys[0]);
    }

    [Theory, InlineData(true), InlineData(false)]   // Bloom:Gateway:Diversity:ExemptLoopback
    public async Task Loopback_counts_under_no_network_when_it_is_exempt(bool isExempt)
    {
        using var gateway = new SessionContext(exemptLoopback: isExempt);
        await using var pair = await SessionPair.Establish(gateway);
        await pair.Peer.Send(TestPhases.Make(1).Frame(1));
        await pair.Peer.ExpectAnswerToPing();
        gateway.Gossip.Inbox.Flush();
        var network = Assert.Single(Assert.Single(gateway.Phases.Batches).Phases).Network;
        Assert.Equal(isExempt ? 0 : NetworkGroup.Of(IPAddress.Loopback, exemptLoopback: false), network);
    }

    [Fact]   // wire-protocol 7: valid_phase, in few calls
    public async Task Valid_phases_are_told_to_the_peers_grain_every_10_s_and_at_the_end()
    {
        var pair = await Connect();
        await Deliver(pair, TestPhases.Make(1).Frame(Working), TestPhases.Make(2).Frame(Working));
        await ExpectAcknowledgements(pair, 2);
        Gateway.Time.Advance(TimeSpan.FromSeconds(9));
        Gateway.Gossip.Beat();
        await Deliver(pair, TestPhases.Make(3).Frame(Working));
        await ExpectAcknowledgements(pair, 1);
        Assert.Empty(Gateway.Peers.Notes);

        Gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Gateway.Gossip.Beat();
        Gateway.Gossip.Beat();
        Assert.Equal([3], Noted(pair, PeerEvent.ValidPhase));

        await Deliver(pair, TestPhases.Make(4).Frame(Working));
        pair.Connection.Close(DisconnectReason.RemoteClosed, "gone");
        await pair.Ended;
        Assert.Equal([3, 1], Noted(pair, PeerEvent.ValidPhase));
    }

    [Fact]   // the verdict on a peer that has left is told too
    public async Task A_verdict_that_comes_after_the_end_is_told_at_once()
    {
        var pair = await Connect();
        var judged = new TaskCompletionSource();
        Gateway.Phases.BeforeMerge = () => judged.Task;
        await Deliver(pair, TestPhases.Make(1).Frame(Working), Wire.Phase(Working, float.NaN, TestPhases.Make(2).Phases));
        pair.Connection.Close(DisconnectReason.RemoteClosed, "gone");
        await pair.Ended;
        judged.SetResult();
        Assert.Equal([1], Noted(pair, PeerEvent.ValidPhase));
        Assert.Equal([1], Noted(pair, PeerEvent.InvalidPhase));
    }

    [Fact]   // the loops, on the test's clock: 100 ms
    public async Task The_first_of_a_batch_waits_100_ms_for_more()
    {
        using var stopping = new CancellationTokenSource();
        var running = Gateway.Gossip.Run(stopping.Token);
        var pair = await Connect();
        await pair.Peer.Send(TestPhases.Make(1).Frame(Working));
        var acknowledged = pair.Peer.Expect(MessageType.Coherence);
        while (!acknowledged.IsCompleted)
        {
            Gateway.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(acknowledged, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System));
        }

        await acknowledged;
        await stopping.CancelAsync();
        await running;
    }
}
