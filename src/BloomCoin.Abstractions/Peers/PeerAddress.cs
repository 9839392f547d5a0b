using System.Net;

namespace BloomCoin.Abstractions.Peers;

/// <summary>The keys of peers' grains.</summary>
public static class PeerAddress
{
    private const string Prefix = "peer:";

    /// <summary>"peer:" + address:port. The prefix also keeps the key from being read as a hexadecimal number by the grain storage.</summary>
    public static string KeyOf(IPEndPoint endpoint)
    {
        var address = endpoint.Address.IsIPv4MappedToIPv6 ? endpoint.Address.MapToIPv4() : endpoint.Address;
        return Prefix + new IPEndPoint(address, endpoint.Port);
    }

    /// <summary>address:port as a person reads it.</summary>
    public static string Display(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
}
