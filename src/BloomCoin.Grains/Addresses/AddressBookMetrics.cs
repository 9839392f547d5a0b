using System.Diagnostics.Metrics;
using BloomCoin.Peering.Addresses;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Addresses;

/// <summary>What is shown of the address book, by the silo that holds it.</summary>
internal sealed class AddressBookMetrics
{
    private readonly HeldHere<AddressTable> _book = new();

    public AddressBookMetrics(IMeterFactory meters) => meters.CreateBloomMeter().CreateObservableGauge(
        "bloom.addresses",
        () => _book.Measure(book => book.NewCount, Half("New")).Concat(_book.Measure(book => book.TriedCount, Half("Tried"))),
        "{address}",
        "Addresses of nodes that are known, by half of the book.");

    /// <inheritdoc cref="HeldHere{T}.Show"/>
    public IDisposable Show(AddressTable book) => _book.Show(() => book);

    private static KeyValuePair<string, object?> Half(string name) => new("half", name);
}
