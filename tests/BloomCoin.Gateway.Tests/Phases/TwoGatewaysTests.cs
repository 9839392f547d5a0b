using BloomCoin.Gateway.Connections;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Gateway.Tests.Cluster;
using BloomCoin.Gateway.Tests.Scripted;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Phases;

/// <summary>Two gateways that talk to each other: what one says must not make the other answer without end.</summary>
public sealed class TwoGatewaysTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private SessionContext[] _gateways = [];
    private PeerSession[] _sessions = [];
    private Task<CloseCause>[] _ended = [];
    private Wiretap _wire = null!;

    public async ValueTask InitializeAsync() => _wire = await Wiretap.Make();

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions) session.Connection.Dispose();
        await Task.WhenAll(_ended);
        foreach (var gateway in _gateways) gateway.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task An_announcement_costs_four_frames_and_then_there_is_silence()
    {
        await Connect("lazy");
        Mine(0, TestPhases.Make(1));
        await Round();
        Assert.Equal((2, 1, 1), Frames());   // COHERENCE, GET_PHASE, PHASE, COHERENCE
        await Round();
        Assert.Equal((2, 1, 1), Frames());   // the other holds nothing but what it was sent
    }

    [Fact]
    public async Task A_push_costs_two_frames_and_then_there_is_silence()
    {
        await Connect("eager");
        Mine(0, TestPhases.Make(1));
        await Round();
        await Round();
        Assert.Equal((1, 0, 1), Frames());   // PHASE, COHERENCE
    }

    [Theory, InlineData("eager"), InlineData("lazy"), InlineData("adaptive")]
    public async Task Two_that_mine_exchange_a_bounded_number_of_frames_a_round_and_agree(string strategy)
    {
        await Connect(strategy);
        for (var round = 0; round < 60; round++)
        {
            for (var index = 0; index < 2; index++) Mine(index, TestPhases.Make(index, spread: 0.25 + (index * 0.3)));
            var (coherences, requests, phases) = Frames();
            await Round();
            var after = Frames();
            Assert.InRange(after.Phases - phases, 0, 2);
            Assert.InRange(after.Requests - requests, 0, 2);
            Assert.InRange(after.Coherences - coherences, 0, 4);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.All(_sessions, session => Assert.True(session.Connection.IsOpen, session.Connection.Cause?.Detail));
        Assert.All(_gateways, gateway => Assert.Equal(2, gateway.Phases.Height(1).Merged!.Contributors));
        Assert.Equal(_gateways[0].Phases.Height(1).Merged!.Coherence, _gateways[1].Phases.Height(1).Merged!.Coherence, 0.1f);
    }

    [Fact]   // nothing that changes, nothing but the refreshes
    public async Task Two_that_hold_what_does_not_change_say_it_twice_a_minute()
    {
        await Connect("lazy");
        for (var index = 0; index < 2; index++) Mine(index, TestPhases.Make(index));
        for (var round = 0; round < 40; round++) await RoundAndRefresh();
        var before = Frames();
        for (var round = 0; round < 60; round++) await RoundAndRefresh();   // ten minutes
        var after = Frames();
        Assert.InRange(after.Phases - before.Phases, 2, 2 * 10 * 2 * 2);
        Assert.InRange(after.Coherences - before.Coherences, 4, 4 * 10 * 2 * 2);
    }

    private async Task Connect(string strategy)
    {
        _gateways = [.. Enumerable.Range(0, 2).Select(index => new SessionContext(strategy, nonce: (ulong)index + 1, time: _time))];
        var established = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        _sessions = [.. Enumerable.Range(0, 2).Select(index => new PeerSession(
            new PeerConnection(_wire.Ends[index], Wire.Magic, _time), outbound: index == 0, _gateways[index].Context, _ => established[index].SetResult()))];
        for (var index = 0; index < 2; index++) _gateways[index].Sessions.Add(_sessions[index]);
        _ended = [.. _sessions.Select(session => session.Run())];
        await Task.WhenAll(established.Select(one => one.Task)).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await Settle();
    }

    private void Mine(int gateway, TestPhases phases) => _gateways[gateway].Phases.Height(1).Mine(phases.Coherence, phases.Phases);

    /// <summary>Both run a round, and what follows from it goes back and forth until nothing more comes.</summary>
    private async Task Round()
    {
        foreach (var gateway in _gateways) await gateway.Gossip.Round.Run();
        await Settle();
    }

    private async Task RoundAndRefresh()
    {
        for (var index = 0; index < 2; index++) Mine(index, TestPhases.Make(index));
        await Round();
        _time.Advance(TimeSpan.FromSeconds(10));
    }

    /// <summary>A PING and its PONG each way, with the batches handed on, until no frame of phases is between them.</summary>
    private async Task Settle()
    {
        while (true)
        {
            var before = Frames();
            var pongs = _wire.Count(MessageType.Pong);
            await Sent();
            foreach (var session in _sessions) session.Send(new PingMessage(1));
            await GatewayCluster.Until(() => Task.FromResult(_wire.Count(MessageType.Pong) == pongs + 2), "no PONG");
            foreach (var gateway in _gateways) gateway.Gossip.Inbox.Flush();
            await Sent();
            foreach (var session in _sessions) session.Send(new PingMessage(2));
            await GatewayCluster.Until(() => Task.FromResult(_wire.Count(MessageType.Pong) == pongs + 4), "no PONG");
            if (Frames() == before) return;
        }
    }

    /// <summary>A PING overtakes what waits in other lanes, so it goes when nothing waits.</summary>
    private Task Sent() => GatewayCluster.Until(() => Task.FromResult(_sessions.All(session => session.Connection.Unsent == 0)), "not everything was sent");

    private (int Coherences, int Requests, int Phases) Frames() =>
        (_wire.Count(MessageType.Coherence), _wire.Count(MessageType.GetPhase), _wire.Count(MessageType.Phase));
}
