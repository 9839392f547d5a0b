namespace BloomCoin.Grains.Addresses;

/// <summary>What the address book takes.</summary>
/// <param name="AllowPrivate">Whether addresses of a machine or a site are stored and dialled: on networks for development.</param>
public sealed record AddressBookSettings(bool AllowPrivate);
