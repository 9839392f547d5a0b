using System.Net;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Grains.Sync;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Grains.Tests.Support;

/// <summary>
/// The sync coordinator alone with scripted peers, a chain in memory and a clock that its test moves. No silo, no thread of its own.
/// </summary>
internal sealed class SyncScene(TestBranch held)
{
    private static readonly SiloAddress Gateway = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1), 1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private PumpedScheduler _turns = new();
    private readonly Dictionary<string, ScenePeer> _peers = [];
    private readonly Dictionary<string, SyncPeer> _named = [];
    private SyncCoordinator? _coordinator;
    private Task _run = Task.CompletedTask;
    private TimeSpan _sinceHeartbeat;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    public MemoryChain Chain { get; } = new(held);

    /// <summary>What was wrong with runs that failed.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>How long the clock has run.</summary>
    public TimeSpan Passed { get; private set; }

    public bool IsRunning => !_run.IsCompleted;

    public ScenePeer Connect(ScriptedPeer script, uint claims, Hash256? announced = null)
    {
        var peer = new ScenePeer(script, Time);
        _peers[script.Key] = peer;
        _named[script.Key] = new SyncPeer(script.Key, script.Connection, claims, announced);
        return peer;
    }

    /// <summary>A connection is gone: its gateway does not name it any more and what it was asked for fails.</summary>
    public void Lose(ScenePeer peer)
    {
        _named.Remove(peer.Script.Key);
        peer.Lose();
    }

    /// <summary>
    /// Its silo died: no line of the old run is executed any more, and another activation starts with nothing but the next heartbeat.
    /// </summary>
    public void LoseCoordinator() => (_coordinator, _run, _turns) = (null, Task.CompletedTask, new PumpedScheduler());

    /// <summary>Lets time pass in ticks, with a heartbeat every two seconds, until a condition holds.</summary>
    public void Until(Func<bool> condition, TimeSpan within)
    {
        var end = Passed + within;
        Heartbeat();
        while (!condition())
        {
            Assert.True(Passed < end, $"not within {within}: the tip is {Chain.Tip.Height}, {_coordinator!.Status(IsRunning)}");
            Step();
        }
    }

    public void UntilTip(Hash256 tip, double withinSeconds) => Until(() => Chain.Tip.Hash == tip, TimeSpan.FromSeconds(withinSeconds));

    public void Pass(TimeSpan time)
    {
        var end = Passed + time;
        Heartbeat();
        while (Passed < end) Step();
    }

    private void Step()
    {
        Time.Advance(Tick);
        Passed += Tick;
        _sinceHeartbeat += Tick;
        _turns.Pump();
        if (_sinceHeartbeat >= TimeSpan.FromSeconds(2)) Heartbeat();
    }

    private void Heartbeat()
    {
        _sinceHeartbeat = TimeSpan.Zero;
        _coordinator ??= new SyncCoordinator(key => _peers[key], Chain, Chain, TestBranch.Parameters, Time, NullLogger.Instance);
        foreach (var key in _peers.Where(peer => peer.Value.Verdict is not null).Select(peer => peer.Key)) _named.Remove(key);
        _coordinator.Heard(new GatewayPeers(Gateway, [.. _named.Values]));
        if (_run.Exception?.InnerException is { } failure) Failures.Add(failure);
        var coordinator = _coordinator;
        if (_run.IsCompleted) _run = _turns.Start(() => coordinator.Run(CancellationToken.None));
        _turns.Pump();
    }
}
