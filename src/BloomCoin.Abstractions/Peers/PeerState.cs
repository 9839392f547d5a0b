using Orleans.Runtime;

namespace BloomCoin.Abstractions.Peers;

/// <summary>An established connection, as its gateway reports it.</summary>
/// <param name="Connection">Names the connection: a peer that comes back has another.</param>
/// <param name="Gateway">The silo that holds the socket.</param>
/// <param name="Outbound">True when this node dialled.</param>
/// <param name="Version">The protocol version that the peer speaks.</param>
/// <param name="Services">Service bits of its VERSION (wire-protocol 3).</param>
/// <param name="UserAgent">Its user agent, made printable.</param>
/// <param name="StartHeight">The height it claimed: a hint, never proof.</param>
[GenerateSerializer, Immutable, Alias("peer.connected.v1")]
public sealed record PeerConnected(
    [property: Id(0)] Guid Connection,
    [property: Id(1)] SiloAddress Gateway,
    [property: Id(2)] bool Outbound,
    [property: Id(3)] uint Version,
    [property: Id(4)] ulong Services,
    [property: Id(5)] string UserAgent,
    [property: Id(6)] uint StartHeight);

/// <summary>What is known of a peer.</summary>
/// <param name="Connection">Its connection; null while there is none, and after a time in which nobody called the grain.</param>
/// <param name="UserAgent">The last user agent seen.</param>
/// <param name="BestHeight">The highest header it has delivered; -1 before the first.</param>
/// <param name="BlocksDelivered">Blocks it delivered on request.</param>
/// <param name="HeadersDelivered">Headers it delivered on request.</param>
/// <param name="Latency">The time of its answers to header requests, a moving mean; null before the first.</param>
/// <param name="LastDisconnect">Why its last connection ended; null before that.</param>
/// <param name="Events">How often it did what counts for or against it, by <see cref="PeerEvent"/>.</param>
[GenerateSerializer, Immutable, Alias("peer.state.v1")]
public sealed record PeerState(
    [property: Id(0)] PeerConnected? Connection,
    [property: Id(1)] string UserAgent,
    [property: Id(2)] int BestHeight,
    [property: Id(3)] long BlocksDelivered,
    [property: Id(4)] long HeadersDelivered,
    [property: Id(5)] TimeSpan? Latency,
    [property: Id(6)] string? LastDisconnect,
    [property: Id(7)] long[] Events)
{
    /// <summary>How often it did something.</summary>
    public long CountOf(PeerEvent what) => Events[(int)what];
}
