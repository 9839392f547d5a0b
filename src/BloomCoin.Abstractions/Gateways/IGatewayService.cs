using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
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

    /// <summary>The best chain has a new tip: its header is announced to the peers.</summary>
    [Alias("tip"), OneWay]
    Task OnTip(HeaderRange tip);

    /// <summary>Ends a connection.</summary>
    [Alias("disconnect")]
    Task Disconnect(Guid connection, PeerFault fault, string detail);
}
