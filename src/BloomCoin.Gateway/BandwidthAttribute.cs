using System.ComponentModel.DataAnnotations;

namespace BloomCoin.Gateway;

/// <summary>A rate in bytes a second: 0 is unlimited, and below 1000 not even a small answer would pass in time.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BandwidthAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is long rate and (0 or >= 1000);
}
