using BloomCoin.Abstractions.Peers;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IPeersClient"/>
internal sealed class PeersClient(IGrainFactory grains, NodeCalls calls) : IPeersClient
{
    private IPeersGrain Peers => grains.GetGrain<IPeersGrain>(0);

    public Task<PeerList> List(PeerOrder order, bool descending, int count, CancellationToken cancellation = default) =>
        calls.Repeat(() => Peers.List(order, descending, count), cancellation);

    public Task<string> Connect(string host, int port, CancellationToken cancellation = default) => NodeCalls.Once(() => Peers.Connect(host, port), cancellation);

    public Task<int> Disconnect(string address, CancellationToken cancellation = default) => NodeCalls.Once(() => Peers.Disconnect(address), cancellation);
}
