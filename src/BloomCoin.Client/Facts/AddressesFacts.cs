using BloomCoin.Abstractions.Addresses;

namespace BloomCoin.Client.Facts;

/// <summary>Where the node knows other nodes.</summary>
/// <param name="Tried">Addresses where a node answered.</param>
/// <param name="New">Addresses that it heard of.</param>
/// <param name="Terrible">Those of both that it tells nobody of any more.</param>
/// <param name="Addresses">Those that answered last first, then those seen last.</param>
public sealed record AddressesFacts(int Tried, int New, int Terrible, IReadOnlyList<KnownAddressFacts> Addresses)
{
    public static AddressesFacts Of(AddressPage page) =>
        new(page.Book.Tried, page.Book.New, page.Book.Terrible, [.. page.Addresses.Select(KnownAddressFacts.Of)]);
}

/// <summary>One address.</summary>
/// <param name="Address">address:port.</param>
/// <param name="Tried">Whether a node answered there.</param>
/// <param name="Services">Service bits (wire-protocol 3).</param>
/// <param name="LastSeen">When somebody last saw it.</param>
/// <param name="LastSuccess">When it last answered this node; null for never.</param>
/// <param name="LastTry">When this node last dialled it; null for never.</param>
/// <param name="Failures">Failures since it last answered.</param>
/// <param name="Source">Who told of it.</param>
public sealed record KnownAddressFacts(
    string Address, bool Tried, ulong Services, string LastSeen, string? LastSuccess, string? LastTry, int Failures, string Source)
{
    public static KnownAddressFacts Of(AddressView view) => new(
        view.Address.ToString(),
        view.IsTried,
        view.Services,
        UtcTime.Format(view.LastSeen),
        view.LastSuccess is { } success ? UtcTime.Format(success) : null,
        view.LastTry is { } tried ? UtcTime.Format(tried) : null,
        view.Failures,
        view.Source.ToString());
}
