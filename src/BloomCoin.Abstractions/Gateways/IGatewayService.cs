using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Reputation;
using Orleans.Concurrency;
using Orleans.Services;

namespace BloomCoin.Abstractions.Gateways;

/// <summary>The way from a grain to the sockets of one gateway silo. One per gateway silo, reached by its silo address.</summary>
/// <remarks>A push may be lost with its silo: whoever needs certainty asks again or hears the next heartbeat.</remarks>
[Alias("gateway.v1")]
public interface IGatewayService : IGrainService
{
    /// <summary>Sends GET_HEADERS to the peer behind a connection and waits for its HEADERS.</summary>
    [Alias("headers"), ResponseTimeout(PeerRequests.Timeout)]
    Task<HeaderRange> RequestHeaders(Guid connection, int start, int count);

    /// <summary>Sends GET_BLOCKS to the peer behind a connection and gathers its answer.</summary>
    [Alias("blocks"), ResponseTimeout(PeerRequests.Timeout)]
    Task<BlockBatch> RequestBlocks(Guid connection, BlockRequest request);

    /// <summary>The best chain has a new tip: the block goes to some peers, its header to the others (wire-protocol 5).</summary>
    [Alias("tip"), OneWay]
    Task OnTip(TipNews news);

    /// <summary>The mempool holds new transactions: their txids are announced to the peers that do not know them.</summary>
    [Alias("transactions"), OneWay]
    Task OnTransactions(TransactionNews news);

    /// <summary>The merge of a height crossed 0.8 or z_c: a gossip round is due at once (wire-protocol 4).</summary>
    [Alias("phases"), OneWay]
    Task OnPhases(MergedPhases merged);

    /// <summary>Bans began or ended: the connections of who is banned now are closed.</summary>
    [Alias("bans"), OneWay]
    Task OnBans(BanNews news);

    /// <summary>Gateways came or went: what this one must know of the others. The next beat's answer says it again.</summary>
    [Alias("cluster"), OneWay]
    Task OnCluster(ClusterView view);

    /// <summary>The first of this gateway's established peers in an order. Their scores are not known here.</summary>
    [Alias("list")]
    Task<GatewayPeerList> ListPeers(PeerOrder order, bool descending, int count);

    /// <summary>What this gateway carries.</summary>
    [Alias("load")]
    Task<GatewayLoad> GetLoad();

    /// <summary>Dials an address once and holds the connection. Fails with <see cref="PeerUnavailableException"/>.</summary>
    /// <returns>The address that answered, address:port.</returns>
    [Alias("connect"), ResponseTimeout(PeerRequests.Timeout)]
    Task<string> Connect(string host, int port);

    /// <summary>Ends the connections of an address:port, or of all ports of an address or IPv6 /64.</summary>
    /// <returns>How many there were.</returns>
    [Alias("disconnectaddress")]
    Task<int> DisconnectAddress(string address);

    /// <summary>Ends a connection.</summary>
    [Alias("disconnect")]
    Task Disconnect(Guid connection, PeerFault fault, string detail);
}

/// <summary>A new tip.</summary>
/// <param name="Headers">The newest headers of the best chain that peers may not know: 1 to 8, the last is the tip's.</param>
/// <param name="Block">The tip's block; null when it came in a batch, as in a sync, and is no news to anybody.</param>
/// <param name="Source">The connection that it came over; null when there is none.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("gateway.tip.v1")]
public sealed record TipNews([property: Id(0)] HeaderRange Headers, [property: Id(1)] byte[]? Block, [property: Id(2)] Guid? Source);

/// <summary>New transactions.</summary>
/// <param name="Txids">32 bytes each, at most 5000.</param>
/// <param name="Source">The connection that they came over; null when there is none.</param>
/// <param name="Again">Whether peers that were told before are to be told once more.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("gateway.transactions.v1")]
public sealed record TransactionNews([property: Id(0)] byte[] Txids, [property: Id(1)] Guid? Source, [property: Id(2)] bool Again);

/// <summary>Peers of one gateway.</summary>
/// <param name="Peers">Those asked for.</param>
/// <param name="Total">All that are established.</param>
[GenerateSerializer, Immutable, Alias("gateway.peers.list.v1")]
public sealed record GatewayPeerList([property: Id(0)] PeerView[] Peers, [property: Id(1)] int Total);
