using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Gateway.Tests.Cluster;

/// <summary>A peer's grain, asked over the connection that it was told of.</summary>
internal sealed class ConnectedPeer(IPeerGrain grain, PeerSocket socket)
{
    public Task<PeerState> GetState() => grain.GetState();

    public Task<HeaderRange> RequestHeaders(int start, int count) => grain.RequestHeaders(socket, start, count);

    public Task<BlockBatch> RequestBlocks(BlockRequest request) => grain.RequestBlocks(socket, request);

    public Task Disconnect(PeerFault fault, string detail) => grain.Disconnect(socket, fault, detail);
}
