namespace BloomCoin.Storage.Measured;

/// <summary>A store of nodes' addresses whose calls are measured.</summary>
public sealed class MeasuredAddressStore(IAddressStore store, StoreMetrics metrics) : IAddressStore
{
    public Task<byte[]> GetSecret(byte[] fresh, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Addresses, () => store.GetSecret(fresh, cancellation));

    public Task<IReadOnlyList<StoredAddress>> ReadAddresses(StoredAddress? after, int count, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Addresses, () => store.ReadAddresses(after, count, cancellation));

    public Task Change(AddressChange change, CancellationToken cancellation = default) =>
        metrics.Run(StoreKind.Addresses, () => store.Change(change, cancellation));
}
