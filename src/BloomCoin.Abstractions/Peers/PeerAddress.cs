using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace BloomCoin.Abstractions.Peers;

/// <summary>The keys of the grains of peers and of their addresses.</summary>
public static class PeerAddress
{
    private const string Prefix = "peer:";
    private const string AddressPrefix = "ip:";
    private const string Subnet = "/64";
    private const int SubnetBytes = 8;

    /// <summary>"peer:" + address:port. The prefix also keeps the key from being read as a hexadecimal number by the grain storage.</summary>
    public static string KeyOf(IPEndPoint endpoint)
    {
        var address = endpoint.Address.IsIPv4MappedToIPv6 ? endpoint.Address.MapToIPv4() : endpoint.Address;
        return Prefix + new IPEndPoint(address, endpoint.Port);
    }

    /// <summary>address:port as a person reads it.</summary>
    public static string Display(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;

    /// <summary>What answers for what a peer does (wire-protocol 7): its IPv4 address, or its IPv6 /64, where one host has any number of addresses.</summary>
    public static string AccountOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork) return address.ToString();

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[SubnetBytes..].Clear();
        return new IPAddress(bytes) + Subnet;
    }

    /// <summary>The key of the grain that keeps an account: "ip:" + <see cref="AccountOf(IPAddress)"/>.</summary>
    public static string ReputationKeyOf(string account) => AddressPrefix + account;

    /// <summary>The account of a peer's key; false for a key that names no address.</summary>
    public static bool TryGetAccount(string peerKey, [NotNullWhen(true)] out string? account)
    {
        account = IPEndPoint.TryParse(Display(peerKey), out var endpoint) ? AccountOf(endpoint.Address) : null;
        return account is not null;
    }

    /// <summary>The account of a reputation's key.</summary>
    public static string AccountOfReputation(string key) => key.StartsWith(AddressPrefix, StringComparison.Ordinal) ? key[AddressPrefix.Length..] : key;

    /// <summary>Whether an account is this machine's own.</summary>
    public static bool IsLoopback(string account) =>
        IPAddress.TryParse(account, out var address) ? IPAddress.IsLoopback(address) : account == AccountOf(IPAddress.IPv6Loopback);

    /// <summary>Reads an account as a person writes it: an address, with or without a port, or an IPv6 /64.</summary>
    public static bool TryParseAccount(string text, [NotNullWhen(true)] out string? account)
    {
        account = null;
        var bare = text.EndsWith(Subnet, StringComparison.Ordinal) ? text[..^Subnet.Length] : text;
        if (!IPAddress.TryParse(bare, out var address))
        {
            if (!IPEndPoint.TryParse(bare, out var endpoint)) return false;
            address = endpoint.Address;
        }

        // "12" and "10.1" are addresses to the parser, and to nobody else.
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        if (isV4 && (bare != text || bare.Count(c => c == '.') != 3)) return false;
        account = AccountOf(address);
        return true;
    }
}
