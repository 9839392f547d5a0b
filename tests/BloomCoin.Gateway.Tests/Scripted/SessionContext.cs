using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BloomCoin.Gateway.Tests.Scripted;

/// <summary>What the sessions of one gateway share, without a silo: the clock is the test's, the grains are scripts, no loop runs.</summary>
internal sealed class SessionContext : IDisposable
{
    public SessionContext()
    {
        var grains = ScriptedGrains.Of(Mempool, Chain, Peer);
        Relay = new TransactionRelay(grains, Sessions, Tip, Time, NullLogger.Instance);
        Context = new GatewayContext(Wire.Magic, grains, Sessions, Tip, Time, NullLogger.Instance)
        {
            Transactions = Relay,
            Nonce = 1,
            ExternalAddress = default,
        };
    }

    public FakeTimeProvider Time { get; } = new();

    public SessionRegistry Sessions { get; } = new();

    public TipView Tip { get; } = new();

    public ScriptedMempool Mempool { get; } = new();

    public ScriptedChain Chain { get; } = new();

    /// <summary>The grain of every peer.</summary>
    public CountedPeer Peer { get; } = new();

    public TransactionRelay Relay { get; }

    public GatewayContext Context { get; }

    public void Dispose()
    {
        Relay.Dispose();
        Sessions.Dispose();
    }
}
