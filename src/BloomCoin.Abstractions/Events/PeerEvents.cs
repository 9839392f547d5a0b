using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Abstractions.Events;

/// <summary>An address was banned, or its ban changed. That a ban ended by itself is told nowhere: it says when it will.</summary>
[GenerateSerializer, Immutable, Alias("event.banned.v1")]
public sealed record AddressBanned([property: Id(0)] AddressBan Ban) : NodeEvent;

/// <summary>A ban ended before its time.</summary>
/// <param name="Address">An IPv4 address, or an IPv6 /64.</param>
[GenerateSerializer, Immutable, Alias("event.unbanned.v1")]
public sealed record AddressUnbanned([property: Id(0)] string Address) : NodeEvent;

/// <summary>The gateways' connections are others than those told last. At most once in two seconds, however many came and went.</summary>
/// <param name="Gateways">Every gateway that is alive.</param>
[GenerateSerializer, Immutable, Alias("event.connections.v1")]
public sealed record ConnectionsChanged([property: Id(0)] GatewayConnections[] Gateways) : NodeEvent
{
    /// <summary>Connections of all gateways, inbound and outbound.</summary>
    public int Total => Gateways.Sum(gateway => gateway.Connections);
}

/// <summary>How many connections a gateway has.</summary>
/// <param name="Gateway">Its silo, as <see cref="Peers.PeerView.Gateway"/> names it.</param>
/// <param name="Connections">Inbound and outbound.</param>
[GenerateSerializer, Immutable, Alias("event.connections.gateway.v1")]
public readonly record struct GatewayConnections([property: Id(0)] string Gateway, [property: Id(1)] int Connections);
