using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

/// <summary>Which addresses a stranger can be connected to at all: the rest is not worth a place in the table, and dialling it would be an attack on somebody's own network.</summary>
/// <remarks>The special-purpose registries of IANA (RFC 6890 and its successors), as Bitcoin Core's CNetAddr reads them.</remarks>
public static class Routability
{
    private const int AllBits = 128;
    private const int MappedBits = 96;

    /// <summary>Of nobody, of everybody, or in a book only: never stored.</summary>
    private static readonly Prefix[] Unusable =
    [
        V4(0, 0, 0, 0, 8), V4(192, 0, 0, 0, 24), V4(192, 0, 2, 0, 24), V4(198, 51, 100, 0, 24), V4(203, 0, 113, 0, 24),
        V4(224, 0, 0, 0, 4), V4(240, 0, 0, 0, 4),
        V6(0, 0, AllBits), V6(0x2001_0db8, 0, 32), V6(0x3fff_0000, 0, 20), V6(0x0100_0000, 0, 64), V6(0xff00_0000, 0, 8), V6(0x2001_0010, 0, 28),
        V6(0x2001_0020, 0, 28),
    ];

    /// <summary>Of a machine or a site: stored on networks for development and in tests only.</summary>
    private static readonly Prefix[] Private =
    [
        V4(10, 0, 0, 0, 8), V4(100, 64, 0, 0, 10), V4(127, 0, 0, 0, 8), V4(169, 254, 0, 0, 16), V4(172, 16, 0, 0, 12), V4(192, 168, 0, 0, 16),
        V4(198, 18, 0, 0, 15),
        V6(0, 1, AllBits), V6(0xfc00_0000, 0, 7), V6(0xfe80_0000, 0, 10), V6(0xfec0_0000, 0, 10),
    ];

    /// <summary>Whether an address may be stored and dialled.</summary>
    /// <param name="address">As somebody told it.</param>
    /// <param name="allowPrivate">Whether private, loopback and link-local addresses may too.</param>
    public static bool IsUsable(NetworkAddress address, bool allowPrivate) =>
        address.Port != 0 && !IsIn(Unusable, address.Address) && (allowPrivate || !IsIn(Private, address.Address));

    private static bool IsIn(Prefix[] prefixes, UInt128 address)
    {
        foreach (var prefix in prefixes)
        {
            if (prefix.Covers(address)) return true;
        }

        return false;
    }

    private static Prefix V4(byte a, byte b, byte c, byte d, int bits) =>
        new(((UInt128)0xFFFF << 32) | (uint)((a << 24) | (b << 16) | (c << 8) | d), MappedBits + bits);

    private static Prefix V6(uint first, uint last, int bits) => new(((UInt128)first << 96) | last, bits);

    private readonly record struct Prefix(UInt128 Network, int Bits)
    {
        public bool Covers(UInt128 address) => (address ^ Network) >> (AllBits - Bits) == 0;
    }
}
