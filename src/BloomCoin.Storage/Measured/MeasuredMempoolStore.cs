namespace BloomCoin.Storage.Measured;

/// <summary>A store of transactions that wait whose calls are measured.</summary>
public sealed class MeasuredMempoolStore(IMempoolStore store, StoreMetrics metrics) : IMempoolStore
{
    public Task<IReadOnlyList<KeptTransaction>> ReadTransactions(long after, int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Mempool, () => store.ReadTransactions(after, count, cancellation));

    public Task<IReadOnlyList<UndoneBlock>> ReadUndone(int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Mempool, () => store.ReadUndone(count, cancellation));

    public Task Change(MempoolChange change, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Mempool, () => store.Change(change, cancellation));
}
