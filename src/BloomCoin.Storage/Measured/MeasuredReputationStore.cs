namespace BloomCoin.Storage.Measured;

/// <summary>A store of scores and bans whose calls are measured.</summary>
public sealed class MeasuredReputationStore(IReputationStore store, StoreMetrics metrics) : IReputationStore
{
    public Task<StoredScore?> ReadScore(string address, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Reputation, () => store.ReadScore(address, cancellation));

    public Task<IReadOnlyList<StoredScore>> ReadScores(int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Reputation, () => store.ReadScores(count, cancellation));

    public Task SaveScore(StoredScore score, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Reputation, () => store.SaveScore(score, cancellation));

    public Task PruneScores(DateTimeOffset olderThan, int keep, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Reputation, () => store.PruneScores(olderThan, keep, cancellation));

    public Task<IReadOnlyList<StoredBan>> ReadBans(DateTimeOffset after, int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Reputation, () => store.ReadBans(after, count, cancellation));

    public Task ChangeBans(StoredBan? added, IReadOnlyList<string> lifted, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Reputation, () => store.ChangeBans(added, lifted, cancellation));
}
