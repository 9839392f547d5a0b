using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;

namespace BloomCoin.Grains.Sync;

/// <summary>A peer over one connection: its grain, and where its gateway said that the socket is.</summary>
internal sealed class RemotePeer(IPeerGrain grain, string key, PeerSocket socket)
{
    /// <summary>address:port.</summary>
    public string Address { get; } = PeerAddress.Display(key);

    public Task<HeaderRange> RequestHeaders(int start, int count) => grain.RequestHeaders(socket, start, count);

    public Task<BlockBatch> RequestBlocks(BlockRequest request) => grain.RequestBlocks(socket, request);

    public Task Note(PeerEvent what) => grain.Note(what, 1);

    public Task Disconnect(PeerFault fault, string detail) => grain.Disconnect(socket, fault, detail);
}
