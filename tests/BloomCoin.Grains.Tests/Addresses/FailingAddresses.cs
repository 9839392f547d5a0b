using BloomCoin.Storage;

namespace BloomCoin.Grains.Tests.Addresses;

/// <summary>A store of addresses that fails when it is told to.</summary>
internal sealed class FailingAddresses
{
    /// <summary>Whether writes fail now.</summary>
    public bool IsDown { get; set; }

    public IAddressStore Around(IAddressStore store) => new Store(this, store);

    private sealed class Store(FailingAddresses owner, IAddressStore inner) : IAddressStore
    {
        public Task<byte[]> GetSecret(byte[] fresh, CancellationToken cancellation = default) => inner.GetSecret(fresh, cancellation);

        public Task<IReadOnlyList<StoredAddress>> ReadAddresses(StoredAddress? after, int count, CancellationToken cancellation = default) =>
            inner.ReadAddresses(after, count, cancellation);

        public Task Change(AddressChange change, CancellationToken cancellation = default) =>
            owner.IsDown ? throw new ChainStoreException("the store is down", isTransient: true, null) : inner.Change(change, cancellation);
    }
}
