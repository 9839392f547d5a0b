using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BloomCoin.Gateway;

/// <summary>A value, or each value of a list, that is a host name or an IP address with a port.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HostAndPortAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value switch
    {
        string text => TryParse(text, out _),
        IEnumerable list => list.Cast<object?>().All(IsValid),
        _ => value is null,
    };

    /// <summary>A value that was validated at the start.</summary>
    public static DnsEndPoint Parse(string text) =>
        TryParse(text, out var endpoint) ? endpoint : throw new FormatException($"'{text}' is no host:port");

    public static bool TryParse(string text, out DnsEndPoint endpoint)
    {
        endpoint = new DnsEndPoint("localhost", 0);
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), out var port) || port == 0) return false;

        var host = text[..colon].Trim('[', ']');
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return false;
        endpoint = new DnsEndPoint(host, port);
        return true;
    }
}
