using BloomCoin.Gateway.Addresses;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Gossip;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>What the sessions of one gateway share, without a silo: the clock is the test's, the grains are scripts, no loop runs.</summary>
internal sealed class SessionContext : IDisposable
{
    /// <param name="strategy">See <see cref="GossipOptions.Strategy"/>.</param>
    /// <param name="phasesPerMinute">PHASE of one peer.</param>
    /// <param name="exemptLoopback">See <see cref="DiversityOptions.ExemptLoopback"/>.</param>
    /// <param name="nonce">Tells two gateways apart.</param>
    /// <param name="time">A clock that two gateways share.</param>
    public SessionContext(
        string strategy = GossipStrategies.Adaptive, int phasesPerMinute = 60, bool exemptLoopback = true, ulong nonce = 1, FakeTimeProvider? time = null)
    {
        Time = time ?? new FakeTimeProvider();
        Phases = new ScriptedPhases(Time);
        var grains = ScriptedGrains.With(Mempool, Chain, Phases, Peers, Book);
        Relay = new TransactionRelay(grains, Sessions, Tip, Time, NullLogger.Instance);
        var settings = new PhaseSettings(GossipStrategies.Named(strategy, fanout: 3, new Random(1)), TimeSpan.FromSeconds(10), exemptLoopback)
        {
            PhasesPerMinute = phasesPerMinute,
        };
        Gossip = new PhaseGossip(grains, Sessions, Tip, settings, Time, NullLogger.Instance);
        Context = new GatewayContext(Wire.Magic, grains, Sessions, Tip, Time, NullLogger.Instance)
        {
            Transactions = Relay,
            Phases = Gossip,
            Addresses = new AddressRelay(grains, Sessions, Time, Random, NullLogger.Instance),
            Random = Random,
            Nonce = nonce,
            ExternalAddress = default,
        };
    }

    public FakeTimeProvider Time { get; }

    public SessionRegistry Sessions { get; } = new();

    public TipView Tip { get; } = new();

    public ScriptedMempool Mempool { get; } = new();

    public ScriptedPhases Phases { get; }

    public ScriptedPeers Peers { get; } = new();

    public ScriptedChain Chain { get; } = new();

    public ScriptedAddressBook Book { get; } = new();

    public Random Random { get; } = new(1);

    public TransactionRelay Relay { get; }

    public PhaseGossip Gossip { get; }

    public GatewayContext Context { get; }

    public void Dispose()
    {
        Relay.Dispose();
        Gossip.Dispose();
        Sessions.Dispose();
    }
}
