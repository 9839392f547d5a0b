using BloomCoin.Gateway.Addresses;
using BloomCoin.Gateway.Bans;
using BloomCoin.Gateway.Cluster;
using BloomCoin.Gateway.Limits;
using BloomCoin.Gateway.Phases;
using BloomCoin.Gateway.Propagation;
using BloomCoin.Gateway.Relay;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;
using Microsoft.Extensions.Logging;
using Orleans;

namespace BloomCoin.Gateway;

/// <summary>What every session of a gateway shares.</summary>
/// <param name="Magic">The network's first four bytes on the wire.</param>
/// <param name="Grains">The way to the grains.</param>
/// <param name="Sessions">Established sessions, and where they are reported.</param>
/// <param name="Tip">What this gateway knows of the best chain.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">The gateway's log.</param>
internal sealed record GatewayContext(
    NetworkMagic Magic, IGrainFactory Grains, SessionRegistry Sessions, TipView Tip, TimeProvider Time, ILogger Log)
{
    /// <summary>The way of transactions through this gateway.</summary>
    public required TransactionRelay Transactions { get; init; }

    /// <summary>The way of phases through this gateway.</summary>
    public required PhaseGossip Phases { get; init; }

    /// <summary>The way of addresses through this gateway.</summary>
    public required AddressRelay Addresses { get; init; }

    /// <summary>Chance that peers cannot predict; seeded in tests.</summary>
    public required Random Random { get; init; }

    /// <summary>The nonce in every VERSION of this gateway.</summary>
    public required ulong Nonce { get; init; }

    /// <summary>What one peer may send in a minute.</summary>
    public required MessageRates Rates { get; init; }

    /// <summary>What one address may send, over all its connections.</summary>
    public required AddressBudgets Budgets { get; init; }

    /// <summary>Who is kept out.</summary>
    public required BanView Bans { get; init; }

    /// <summary>What is counted.</summary>
    public required GatewayMetrics Metrics { get; init; }

    /// <summary>The other gateways of this cluster: they are ourselves too.</summary>
    public ClusterMembers Cluster { get; init; } = new();

    /// <summary>Where blocks go that nobody asked for.</summary>
    public UnaskedBlocks UnaskedBlocks { get; init; } = new();

    /// <summary>What all sessions may send together.</summary>
    public BandwidthPacer Bandwidth { get; init; } = BandwidthPacer.Unlimited;

    /// <summary>The address told to peers; all zero when there is none to tell.</summary>
    public required NetworkAddress ExternalAddress { get; init; }

    /// <summary>Whether a peer that sends this nonce is ourselves (wire-protocol 3, rule 4).</summary>
    public bool IsOurs(ulong nonce) => nonce == Nonce || Cluster.Holds(nonce);
}
