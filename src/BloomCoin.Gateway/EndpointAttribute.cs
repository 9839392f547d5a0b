using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BloomCoin.Gateway;

/// <summary>A value that is an IP address with a port; absent is fine.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndpointAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && TryParse(text, out _));

    /// <summary>A value that was validated at the start.</summary>
    public static IPEndPoint Parse(string text) =>
        TryParse(text, out var endpoint) ? endpoint : throw new FormatException($"'{text}' is no address:port");

    /// <summary>address:port, the port included: without one <see cref="IPEndPoint"/> would take 0.</summary>
    public static bool TryParse(string text, out IPEndPoint endpoint)
    {
        var parsed = IPEndPoint.TryParse(text, out var found);
        endpoint = found ?? new IPEndPoint(IPAddress.None, 0);
        return parsed && text.EndsWith(':' + endpoint.Port.ToString(), StringComparison.Ordinal);
    }
}
