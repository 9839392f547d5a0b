using BloomCoin.Abstractions.Mempool;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="ITransactionsClient"/>
internal sealed class TransactionsClient(IGrainFactory grains, NodeCalls calls) : ITransactionsClient
{
    public Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation = default) =>
        calls.Repeat(() => grains.GetGrain<IMempoolGrain>(0).Submit(transactions, source: null), cancellation);
}
