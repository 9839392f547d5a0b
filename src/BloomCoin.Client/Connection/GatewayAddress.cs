using System.Globalization;

namespace BloomCoin.Client.Connection;

/// <summary>Where a node's Orleans client port is: a name or an address, and a port. IPv6 addresses stand in brackets.</summary>
public readonly record struct GatewayAddress(string Host, int Port)
{
    /// <summary>What is accepted, in words for a message.</summary>
    public const string Form = "HOST:PORT with a port from 1 to 65535, as in 127.0.0.1:30000 or [::1]:30000";

    /// <summary>The client port of a node that runs here with its defaults.</summary>
    public static readonly GatewayAddress Default = new("127.0.0.1", 30000);

    public static bool TryParse(ReadOnlySpan<char> text, out GatewayAddress address)
    {
        address = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text[..colon];
        var bracketed = host is ['[', .., ']'];
        host = bracketed ? host[1..^1] : host;
        var kind = Uri.CheckHostName(host.ToString());
        if (bracketed ? kind != UriHostNameType.IPv6 : kind is not (UriHostNameType.Dns or UriHostNameType.IPv4))
        {
            return false;
        }

        address = new(host.ToString(), port);
        return true;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
