using System.ComponentModel.DataAnnotations;
using BloomCoin.Chain;

namespace BloomCoin.Node.Options;

/// <summary>A value that is an address of the chain; absent is fine.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && Hash256.TryParse(text, out _));
}
