using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Gateways;
using Orleans.Concurrency;

namespace BloomCoin.Abstractions.Peers;

/// <summary>
/// One remote node, seen as one: its session, its version, what it delivered. Key: "peer:" + address:port. Prefers the silo of its
/// socket.
/// </summary>
/// <remarks>
/// Called once when a connection is established and once when it ends, and once per request that is sent to the peer. What it knows of
/// the connection is news for readers of its state: a request says itself over which connection it goes, so that a grain that was
/// collected, moved, or never told is as good as any.
/// Only peers that this node dials are persisted: an inbound port is new with every connection, so keeping it would let strangers fill the store.
/// </remarks>
[Alias("peer.v1")]
public interface IPeerGrain : IGrainWithStringKey
{
    /// <summary>The handshake is complete: this gateway holds the socket now.</summary>
    [Alias("connected")]
    Task Connected(PeerConnected connection);

    /// <summary>The connection is gone. One that a newer connection has replaced changes nothing.</summary>
    [Alias("disconnected")]
    Task Disconnected(Guid connection, string reason);

    /// <summary>What is known of the peer.</summary>
    [Alias("state")]
    Task<PeerState> GetState();

    /// <summary>Asks the peer for headers of its best chain from a height on. Fails with <see cref="PeerUnavailableException"/>.</summary>
    [Alias("headers"), ResponseTimeout(PeerRequests.Timeout)]
    Task<HeaderRange> RequestHeaders(PeerSocket socket, int start, int count);

    /// <summary>
    /// Asks the peer for blocks. The answer may be short of the request; what is not in it was not delivered. Fails with <see
    /// cref="PeerUnavailableException"/>.
    /// </summary>
    [Alias("blocks"), ResponseTimeout(PeerRequests.Timeout)]
    Task<BlockBatch> RequestBlocks(PeerSocket socket, BlockRequest request);

    /// <summary>
    /// Counts what the peer did, here and for its address (<see cref="Reputation.IReputationGrain"/>). Called for each answer that was fast, slow or bad, and once per range of valid blocks; one that is
    /// lost costs a count.
    /// </summary>
    /// <param name="what">What it did.</param>
    /// <param name="count">How often, at least 1.</param>
    [Alias("note"), OneWay]
    Task Note(PeerEvent what, int count);

    /// <summary>Ends a connection, if it is still there.</summary>
    [Alias("disconnect")]
    Task Disconnect(PeerSocket socket, PeerFault fault, string detail);
}

/// <summary>The peer has no connection, or lost it, or did not answer in time.</summary>
[GenerateSerializer, Alias("peer.unavailable.v1")]
public sealed class PeerUnavailableException : Exception
{
    public PeerUnavailableException()
    {
    }

    public PeerUnavailableException(string message)
        : base(message)
    {
    }

    public PeerUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
