using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>wire-protocol 4: rounds of gossip, eager, lazy and adaptive.</summary>
public sealed class RoundTests : PhaseSessions
{
    private static readonly TestPhases Coherent = TestPhases.Make(1, spread: 0.2);
    private static readonly TestPhases Scattered = TestPhases.Make(2, spread: 0.8);

    [Fact]
    public async Task Coherent_phases_are_pushed_to_three_peers_in_a_round_until_all_have_them()
    {
        var pairs = await Connect(8);
        Mine(Coherent);
        var reached = 0;
        foreach (var expected in new[] { 3, 6, 8, 8 })
        {
            await Gateway.Gossip.Round.Run();
            reached += await Received(pairs, MessageType.Phase, Payload(Coherent.Frame(Working)));
            Assert.Equal(expected, reached);
            Gateway.Time.Advance(TimeSpan.FromSeconds(5));
            Mine(Coherent);
        }
    }

    [Fact]
    public async Task Scattered_phases_are_announced_to_every_peer_and_sent_to_those_who_ask()
    {
        var pairs = await Connect(5);
        Mine(Scattered);
        await Gateway.Gossip.Round.Run();
        var announced = Payload(Wire.Coherence(new CoherencePair(Working, Scattered.Coherence)));
        Assert.Equal(5, await Received(pairs, MessageType.Coherence, announced));
        await pairs[2].Peer.Send(Wire.GetPhase(Working));
        Assert.Equal(Payload(Scattered.Frame(Working)), await pairs[2].Peer.Expect(MessageType.Phase));

        await Gateway.Gossip.Round.Run();   // no news
        Assert.Equal(0, await Received(pairs, MessageType.Coherence, announced));
    }

    [Theory, InlineData("eager", 3, 0), InlineData("lazy", 0, 5)]   // Bloom:Gossip:Strategy
    public async Task The_strategy_is_the_one_configured(string strategy, int pushed, int announced)
    {
        foreach (var phases in new[] { Coherent, Scattered })
        {
            using var gateway = new SessionContext(strategy);
            var pairs = new List<SessionPair>();
            for (var index = 0; index < 5; index++) pairs.Add(await SessionPair.Establish(gateway, NodeServices.Phases));
            gateway.Gossip.Held.Take(phases.Merged(1));
            await gateway.Gossip.Round.Run();
            var types = await Task.WhenAll(pairs.Select(Next));
            Assert.Equal((pushed, announced), (types.Count(type => type == MessageType.Phase), types.Count(type => type == MessageType.Coherence)));
            foreach (var pair in pairs) await pair.DisposeAsync();
        }
    }

    [Fact]   // wire-protocol 3, services bit 1
    public async Task A_peer_that_takes_no_part_in_the_gossip_is_left_alone()
    {
        var (deaf, other) = (await Connect(NodeServices.Blocks | NodeServices.Mempool), await Connect());
        await deaf.Peer.Expect(MessageType.Mempool);
        Mine(Coherent);
        await Gateway.Gossip.Round.Run();
        await other.Peer.Expect(MessageType.Phase);
        await deaf.Peer.ExpectAnswerToPing();
    }

    [Fact]
    public async Task What_one_peer_alone_sent_does_not_go_back_to_it()
    {
        var (source, other) = (await Connect(), await Connect());
        await Deliver(source, Coherent.Frame(Working));
        await ExpectAcknowledgements(source, 1);
        await Gateway.Gossip.Round.Run();
        Assert.Equal(Payload(Coherent.Frame(Working)), await other.Peer.Expect(MessageType.Phase));
        await source.Peer.ExpectAnswerToPing();

        Mine(Scattered);   // with another's in it, it is news to the source too
        Gateway.Time.Advance(TimeSpan.FromSeconds(10));
        await Gateway.Gossip.Round.Run();
        await source.Peer.Next();
    }

    [Fact]   // a contribution counts for 60 s only: else a peer's merge would lose ours
    public async Task The_same_phases_are_sent_again_after_half_a_minute()
    {
        var pair = await Connect();
        for (var second = 0; second <= 60; second += 10)
        {
            Mine(Coherent);
            await Gateway.Gossip.Round.Run();
            Assert.Equal(second % 30 == 0 ? 1 : 0, await Received([pair], MessageType.Phase, Payload(Coherent.Frame(Working))));
            Gateway.Time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]   // wire-protocol 6: a round a 100 ms must not cost the connection
    public async Task A_peer_is_sent_no_more_than_it_takes()
    {
        var pair = await Connect();
        for (var round = 0; round < 200; round++)
        {
            Gateway.Gossip.Held.Take(TestPhases.Make(round, spread: 0.1).Merged((int)Working));
            await Gateway.Gossip.Round.Run();
        }

        for (var count = 0; count < 60; count++) await pair.Peer.Expect(MessageType.Phase);
        await pair.Peer.ExpectAnswerToPing();
        for (var round = 0; round < 200; round++)
        {
            Gateway.Gossip.Held.Take(TestPhases.Make(round, spread: 0.8).Merged((int)Working));
            await Gateway.Gossip.Round.Run();
        }

        for (var count = 0; count < 100; count++) await pair.Peer.Expect(MessageType.Coherence);
        await pair.Peer.ExpectAnswerToPing();
    }

    [Fact]   // Bloom:Gossip:Interval, and at once on a crossing
    public async Task A_round_comes_with_every_interval_and_at_once_when_the_merge_crosses_a_threshold()
    {
        using var stopping = new CancellationTokenSource();
        var running = Gateway.Gossip.Run(stopping.Token);
        var pair = await Connect();
        Gateway.Gossip.OnCrossing(Coherent.Merged((int)Working));
        Assert.Equal(Payload(Coherent.Frame(Working)), await pair.Peer.Expect(MessageType.Phase));

        var next = TestPhases.Make(3, spread: 0.2);
        Mine(next);
        Gateway.Time.Advance(TimeSpan.FromSeconds(9.9));
        await pair.Peer.ExpectAnswerToPing();
        Gateway.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Payload(next.Frame(Working)), await pair.Peer.Expect(MessageType.Phase));
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_round_without_peers_asks_no_grain()
    {
        await Gateway.Gossip.Round.Run();
        Assert.Empty(Gateway.Phases.Called);
    }

    private void Mine(TestPhases phases) => Gateway.Phases.Height((int)Working).Mine(phases.Coherence, phases.Phases);

    /// <summary>How many of the peers got a message, and nothing else.</summary>
    private static async Task<int> Received(IEnumerable<SessionPair> pairs, MessageType type, byte[] payload)
    {
        var count = 0;
        foreach (var pair in pairs)
        {
            await pair.Settled();
            await pair.Peer.Send(Wire.Ping(1));
            var next = await pair.Peer.Next();
            if (next.Type == MessageType.Pong) continue;
            Assert.Equal((type, Convert.ToHexString(payload)), (next.Type, Convert.ToHexString(next.Payload)));
            await pair.Peer.Expect(MessageType.Pong);
            count++;
        }

        return count;
    }

    private static async Task<MessageType> Next(SessionPair pair)
    {
        await pair.Settled();
        await pair.Peer.Send(Wire.Ping(1));
        return (await pair.Peer.Next()).Type;
    }
}
