using BloomCoin.Chain;

namespace BloomCoin.Storage.Measured;

/// <summary>A chain store whose calls are measured.</summary>
public sealed class MeasuredChainStore(IChainStore store, StoreMetrics metrics) : IChainStore
{
    public Task<ChainTip?> ReadTip(CancellationToken cancellation = default) => metrics.Run(StoreKind.Chain, () => store.ReadTip(cancellation));

    public Task<bool> Append(ChainTip? expected, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.Append(expected, blocks, cancellation));

    public Task StoreBranch(IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.StoreBranch(blocks, cancellation));

    public Task<int?> Reorganise(ChainTip expected, Hash256 newTip, IReadOnlyList<StoredBlock> blocks, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.Reorganise(expected, newTip, blocks, cancellation));

    public Task<StoredHeader?> FindHeader(Hash256 hash, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.FindHeader(hash, cancellation));

    public Task<int[]> Locate(IReadOnlyList<Hash256> hashes, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.Locate(hashes, cancellation));

    public Task<BranchPath?> FindBranch(Hash256 hash, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.FindBranch(hash, cancellation));

    public Task<byte[]> ReadAncestors(Hash256 hash, int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.ReadAncestors(hash, count, cancellation));

    public Task<byte[]> ReadHeaders(int start, int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.ReadHeaders(start, count, cancellation));

    public Task<IReadOnlyList<byte[]?>> ReadBlocks(IReadOnlyList<Hash256> hashes, long maxBytes, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Chain, () => store.ReadBlocks(hashes, maxBytes, cancellation));
}
