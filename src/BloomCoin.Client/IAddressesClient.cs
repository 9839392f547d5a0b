using BloomCoin.Abstractions.Addresses;

namespace BloomCoin.Client;

/// <summary>Where the node knows other nodes.</summary>
public interface IAddressesClient
{
    /// <summary>The node's address book: how much it holds, and a page of its addresses, those that answered last first.</summary>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<AddressPage> List(int offset, int count, CancellationToken cancellation = default);
}
