using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BloomCoin.Gateway;

/// <summary>A list whose values are host names or IP addresses, each with a port or without.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SeedAttribute : ValidationAttribute
{
    /// <summary>wire-protocol's own port (default_port).</summary>
    public const int DefaultPort = 8333;

    public override bool IsValid(object? value) => value switch
    {
        string text => TryParse(text, out _),
        IEnumerable list => list.Cast<object?>().All(IsValid),
        _ => value is null,
    };

    /// <summary>A value that was validated at the start.</summary>
    public static DnsEndPoint Parse(string text) =>
        TryParse(text, out var endpoint) ? endpoint : throw new FormatException($"'{text}' is no host or host:port");

    /// <summary>An IPv6 address needs brackets where a port follows it.</summary>
    public static bool TryParse(string text, out DnsEndPoint endpoint)
    {
        var isBare = Uri.CheckHostName(text) != UriHostNameType.Unknown;
        if (!isBare) return HostAndPortAttribute.TryParse(text, out endpoint);
        endpoint = new DnsEndPoint(text.Trim('[', ']'), DefaultPort);
        return true;
    }
}
