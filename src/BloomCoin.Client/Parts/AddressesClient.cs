using BloomCoin.Abstractions.Addresses;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IAddressesClient"/>
internal sealed class AddressesClient(IGrainFactory grains, NodeCalls calls) : IAddressesClient
{
    public Task<AddressPage> List(int offset, int count, CancellationToken cancellation = default) =>
        calls.Repeat(() => grains.GetGrain<IAddressBookGrain>(IAddressBookGrain.Key).List(offset, count), cancellation);
}
