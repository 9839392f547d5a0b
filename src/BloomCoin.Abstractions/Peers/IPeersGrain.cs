namespace BloomCoin.Abstractions.Peers;

/// <summary>All connected peers of the cluster, for readers and operators. A stateless worker, key 0: asks every gateway. Called by clients only.</summary>
[Alias("peers.v1")]
public interface IPeersGrain : IGrainWithIntegerKey
{
    /// <summary>The most peers in one answer.</summary>
    const int Limit = 1000;

    /// <summary>The first peers in an order.</summary>
    /// <param name="order">What they are ordered by.</param>
    /// <param name="descending">The largest first.</param>
    /// <param name="count">How many at most, 1 to <see cref="Limit"/>.</param>
    [Alias("list")]
    Task<PeerList> List(PeerOrder order, bool descending, int count);

    /// <summary>What each gateway that answers carries, by name.</summary>
    [Alias("loads")]
    Task<GatewayLoad[]> GetLoads();

    /// <summary>Dials an address once, from any gateway, whether or not it is known, banned, or of a network that has its share. Fails with <see cref="PeerUnavailableException"/>.</summary>
    /// <returns>The address that answered, address:port.</returns>
    [Alias("connect"), ResponseTimeout(PeerRequests.Timeout)]
    Task<string> Connect(string host, int port);

    /// <summary>Ends the connections of an address:port, or of all ports of an address or IPv6 /64. It may connect again.</summary>
    /// <returns>How many there were.</returns>
    [Alias("disconnect")]
    Task<int> Disconnect(string address);
}
