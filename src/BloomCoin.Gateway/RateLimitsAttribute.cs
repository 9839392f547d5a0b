using System.ComponentModel.DataAnnotations;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway;

/// <summary>A table from message type, by its name in the protocol (GET_BLOCKS), to a number of messages a minute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RateLimitsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyDictionary<string, int> limits && limits.All(limit => IsType(limit.Key) && limit.Value >= 0);

    private static bool IsType(string name) =>
        name.Length > 0
        && Enum.TryParse<MessageType>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var type)
        && type != MessageType.None
        && Enum.IsDefined(type)
        && !char.IsAsciiDigit(name[0]);
}
