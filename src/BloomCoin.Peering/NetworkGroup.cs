using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering;

/// <summary>The network that an address counts under (wire-protocol 4 and 6): whoever has one address there can have many.</summary>
public static class NetworkGroup
{
    /// <summary>No network: what counts under it is bounded by none.</summary>
    public const ulong None = 0;

    private const ulong V4 = 4UL << 32;
    private const ulong V6 = 6UL << 32;

    /// <summary>The /16 of an IPv4 address, mapped or not, or the /32 of an IPv6 address, in 32 bits as an address begins, with the family above it: no two networks share a key, and none has 0.</summary>
    /// <param name="address">A peer's.</param>
    /// <param name="exemptLoopback">Whether loopback is <see cref="None"/> (Diversity:ExemptLoopback).</param>
    public static ulong Of(IPAddress address, bool exemptLoopback)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (exemptLoopback && IPAddress.IsLoopback(address)) return None;

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? V4 | ((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 16)
            : V6 | BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>The same key for an address as messages carry it, loopback no exception, without an <see cref="IPAddress"/> made for it.</summary>
    public static ulong Of(NetworkAddress address) =>
        address.IsIPv4 ? V4 | ((uint)address.Address & 0xFFFF_0000) : V6 | (uint)(address.Address >> 96);
}
