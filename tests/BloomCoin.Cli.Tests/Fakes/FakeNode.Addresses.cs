using BloomCoin.Abstractions.Addresses;

namespace BloomCoin.Cli.Tests.Fakes;

internal sealed partial class FakeNode
{
    /// <summary>The address book, in the order in which it is listed.</summary>
    public List<AddressView> Addresses { get; } = [];

    public Task<AddressPage> GetAddresses(int offset, int count, CancellationToken cancellation = default) => Answer(() => new AddressPage(
        new AddressStatistics(Addresses.Count(one => !one.IsTried), Addresses.Count(one => one.IsTried), Terrible: 1),
        [.. Addresses.Skip(offset).Take(count)]), cancellation);
}
