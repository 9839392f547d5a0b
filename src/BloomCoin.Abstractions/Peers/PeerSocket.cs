using Orleans.Runtime;

namespace BloomCoin.Abstractions.Peers;

/// <summary>Where the socket of a peer's connection is. Part of every request: a grain may forget it, by idling or with its silo.</summary>
/// <param name="Gateway">The silo that holds the socket.</param>
/// <param name="Connection">Names the connection there.</param>
[GenerateSerializer, Immutable, Alias("peer.socket.v1")]
public sealed record PeerSocket([property: Id(0)] SiloAddress Gateway, [property: Id(1)] Guid Connection);
