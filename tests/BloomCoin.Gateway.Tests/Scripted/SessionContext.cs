using System.Diagnostics.Metrics;
using BloomCoin.Gateway.Addresses;
using BloomCoin.Gateway.Bans;
using BloomCoin.Gateway.Limits;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Gossip;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;
using BloomCoin.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>What the sessions of one gateway share, without a silo: the clock is the test's, the grains are scripts, no loop runs.</summary>
internal sealed class SessionContext : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    /// <param name="strategy">See <see cref="GossipOptions.Strategy"/>.</param>
    /// <param name="phasesPerMinute">PHASE of one peer.</param>
    /// <param name="exemptLoopback">See <see cref="DiversityOptions.ExemptLoopback"/>.</param>
    /// <param name="nonce">Tells two gateways apart.</param>
    /// <param name="time">A clock that two gateways share.</param>
    /// <param name="pongsPerMinute">PONG of one peer that answers nothing.</param>
    /// <param name="pingsPerMinute">PING of one peer.</param>
    /// <param name="bandwidthLimit">See <see cref="GatewayOptions.BandwidthLimit"/>.</param>
    public SessionContext(
        string strategy = GossipStrategies.Adaptive, int phasesPerMinute = 60, bool exemptLoopback = true, ulong nonce = 1, FakeTimeProvider? time = null, int pongsPerMinute = 100,
        int pingsPerMinute = 100, long bandwidthLimit = 0)
    {
        Time = time ?? new FakeTimeProvider();
        Phases = new ScriptedPhases(Time);
        var grains = ScriptedGrains.With(Mempool, Chain, Phases, Peers, Reputation, Book);
        Relay = new TransactionRelay(grains, Sessions, Tip, Time, NullLogger.Instance);
        var settings = new PhaseSettings(GossipStrategies.Named(strategy, fanout: 3, new Random(1)), TimeSpan.FromSeconds(10), exemptLoopback);
        var rates = new MessageRates(new Dictionary<MessageType, int> { [MessageType.Phase] = phasesPerMinute, [MessageType.Pong] = pongsPerMinute, [MessageType.Ping] = pingsPerMinute });
        Gossip = new PhaseGossip(grains, Sessions, Tip, settings, Time, NullLogger.Instance);
        Context = new GatewayContext(Wire.Magic, grains, Sessions, Tip, Time, NullLogger.Instance)
        {
            Transactions = Relay,
            Phases = Gossip,
            Rates = rates,
            Budgets = Budgets = new AddressBudgets(grains, SiloAddress.Zero, rates, exemptLoopback, Time, NullLogger.Instance),
            Bans = new BanView(Sessions, Time),
            Metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>(), Sessions),
            Addresses = new AddressRelay(grains, Sessions, Time, Random, NullLogger.Instance),
            Random = Random,
            Nonce = nonce,
            Bandwidth = new BandwidthPacer(bandwidthLimit, Time),
            ExternalAddress = default,
        };
    }

    public FakeTimeProvider Time { get; }

    public SessionRegistry Sessions { get; } = new();

    public TipView Tip { get; } = new();

    public ScriptedMempool Mempool { get; } = new();

    public ScriptedPhases Phases { get; }

    public ScriptedPeers Peers { get; } = new();

    public ScriptedReputation Reputation { get; } = new();

    public ScriptedChain Chain { get; } = new();

    public ScriptedAddressBook Book { get; } = new();

    public Random Random { get; } = new(1);

    public TransactionRelay Relay { get; }

    public PhaseGossip Gossip { get; }

    public AddressBudgets Budgets { get; }

    public GatewayContext Context { get; }

    /// <summary>What the gateway's instruments show.</summary>
    public ShownMetrics Shown => ShownMetrics.Of(_services.GetRequiredService<IMeterFactory>());

    public void Dispose()
    {
        Relay.Dispose();
        Gossip.Dispose();
        Sessions.Dispose();
        Context.Bandwidth.Dispose();
        _services.Dispose();
    }
}
