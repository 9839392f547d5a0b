using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Client;

/// <summary>Who is connected, over all gateways of the node.</summary>
public interface IPeersClient
{
    /// <summary>Connected peers of all the node's gateways, the first in an order.</summary>
    /// <param name="order">What they are ordered by.</param>
    /// <param name="descending">The largest first.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<PeerList> List(PeerOrder order, bool descending, int count, CancellationToken cancellation = default);

    /// <summary>
    /// Dials a peer once, whether or not it is banned. Fails with <see cref="PeerUnavailableException"/>, which says why. Not
    /// repeated when its answer is lost.
    /// </summary>
    /// <returns>The address that answered, address:port.</returns>
    Task<string> Connect(string host, int port, CancellationToken cancellation = default);

    /// <summary>Ends connections, and bans nobody. Not repeated when its answer is lost.</summary>
    /// <param name="address">address:port, an IPv4 address, or an IPv6 /64.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    Task<int> Disconnect(string address, CancellationToken cancellation = default);
}
