using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BloomCoin.Node.Options;

/// <summary>A value that is an IP address; absent is fine.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IpAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && IPAddress.TryParse(text, out _));
}
