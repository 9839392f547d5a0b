using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace BloomCoin.Client.Facts;

/// <summary>The network prefix that a contribution counts under, for a person.</summary>
/// <remarks>
/// A key as the gateway makes it: 0 for none; (4 &lt;&lt; 32 | the /16's 16 bits &lt;&lt; 16) for IPv4, so the prefix is in bits 16..31;
/// (6 &lt;&lt; 32 | the /32's 32 bits) for IPv6. The low 32 bits are thus the first four bytes of the network's address in both.
/// </remarks>
public static class NetworkPrefix
{
    /// <summary>No prefix: loopback where it is exempted, or this node's own.</summary>
    public const string None = "loopback/own";

    /// <summary>The prefix that an address is in, loopback's among them.</summary>
    public static string Of(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var length = bytes.Length == 4 ? 2 : 4;
        bytes.AsSpan(length).Clear();
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{length * 8}");
    }

    /// <summary>As in 203.0.0.0/16 or 2001:db8::/32; the digits of a key that is neither.</summary>
    public static string Format(ulong key)
    {
        if (key == 0) return None;
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(address, (uint)key);
        return (key >> 32, key & 0xFFFF) switch
        {
            (4, 0) => $"{new IPAddress(address[..4])}/16",
            (6, _) => $"{new IPAddress(address)}/32",
            _ => $"0x{key:x}",
        };
    }
}
