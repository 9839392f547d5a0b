using System.ComponentModel.DataAnnotations;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway;

/// <summary>A table from message type, by its name in the protocol (GET_BLOCKS), to a number of messages a minute.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RateLimitsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyDictionary<string, int> limits && limits.All(limit => IsType(limit.Key) && limit.Value >= 0);

    /// <summary>What checked keys and values mean.</summary>
    internal static MessageRates RatesOf(IReadOnlyDictionary<string, int> limits) =>
        new(limits.ToDictionary(limit => TypeOf(limit.Key) ?? throw new ArgumentException($"{limit.Key} has no limit", nameof(limits)), limit => limit.Value));

    private static bool IsType(string name) => TypeOf(name) is not null;

    /// <summary>The type of a name; null for none, and for those of the handshake.</summary>
    private static MessageType? TypeOf(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && Enum.TryParse<MessageType>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var type)
        && Enum.IsDefined(type)
        && MessageRates.IndexOf(type) >= 0 ? type : null;
}
