using BloomCoin.Chain;
using BloomCoin.Chain.Coins;

namespace BloomCoin.Storage.Measured;

/// <summary>A store of outputs whose calls are measured.</summary>
public sealed class MeasuredCoinStore(ICoinStore store, StoreMetrics metrics) : ICoinStore
{
    public Task<IReadOnlyList<StoredCoin?>> ReadCoins(IReadOnlyList<OutPoint> outputs, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Coins, () => store.ReadCoins(outputs, cancellation));

    public Task<AddressBalance> ReadBalance(Hash256 address, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Coins, () => store.ReadBalance(address, cancellation));

    public Task<IReadOnlyList<UnspentOutput>> ReadUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Coins, () => store.ReadUnspent(address, after, count, cancellation));

    public Task<CoinSupply> ReadSupply(CancellationToken cancellation = default) => metrics.Run(StoreKind.Coins, () => store.ReadSupply(cancellation));
}
