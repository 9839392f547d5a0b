using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IMempoolClient"/>
internal sealed class MempoolClient(IGrainFactory grains, NodeCalls calls) : IMempoolClient
{
    private IMempoolGrain Mempool => grains.GetGrain<IMempoolGrain>(0);

    public Task<MempoolView> List(int count, CancellationToken cancellation = default) => calls.Repeat(() => Mempool.List(count), cancellation);

    public Task<TransactionAnswer> Find(IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation = default)
    {
        var blob = new byte[txids.Count * Hash256.Length];
        for (var i = 0; i < txids.Count; i++) txids[i].CopyTo(blob.AsSpan(i * Hash256.Length));
        return calls.Repeat(() => Mempool.Find(blob, maxBytes), cancellation);
    }
}
