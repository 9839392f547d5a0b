using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Protocol.Messages;

/// <summary>A node's address as messages carry it. wire-protocol 2: 0 16-byte IPv6, IPv4 as ::ffff:a.b.c.d; 16 u16 port.</summary>
/// <param name="Address">The IPv6 address as a big-endian integer, so that a network prefix is a shift.</param>
/// <param name="Port">The TCP port.</param>
public readonly record struct NetworkAddress(UInt128 Address, ushort Port)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = AddressSize + sizeof(ushort);   // 18

    private const int AddressSize = 16;
    private const ulong MappedPrefix = 0xFFFF;   // the 96 bits before an IPv4 address

    /// <summary>Whether the address is an IPv4 one, mapped.</summary>
    public bool IsIPv4 => Address >> 32 == MappedPrefix;

    /// <summary>From a socket's end point. A scope id has no place on the wire and is dropped.</summary>
    /// <exception cref="ArgumentException">Not an IP end point of either version.</exception>
    public static NetworkAddress From(IPEndPoint endPoint)
    {
        if (endPoint.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw new ArgumentException($"{endPoint.AddressFamily} is not an IP address family.", nameof(endPoint));
        }

        Span<byte> bytes = stackalloc byte[AddressSize];
        endPoint.Address.MapToIPv6().TryWriteBytes(bytes, out _);
        return new NetworkAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes), (ushort)endPoint.Port);
    }

    /// <summary>Reads 18 bytes; any bits are an address.</summary>
    public static NetworkAddress Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[AddressSize..]));

    /// <summary>Writes 18 bytes at the start of <paramref name="output"/>.</summary>
    public void Write(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt128BigEndian(output, Address);
        BinaryPrimitives.WriteUInt16BigEndian(output[AddressSize..], Port);
    }

    /// <summary>To what a socket connects to: a mapped address comes back as IPv4.</summary>
    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[AddressSize];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Address);
        return new IPEndPoint(new IPAddress(IsIPv4 ? bytes[(AddressSize - sizeof(uint))..] : bytes), Port);
    }

    /// <summary><c>1.2.3.4:8333</c> or <c>[2001:db8::1]:8333</c>.</summary>
    public override string ToString() => ToEndPoint().ToString();
}
