using System.Text.Json.Serialization;
using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Top;

/// <summary>What a node is busy with: its status, and what came and went a second since the one before.</summary>
/// <param name="Status">The node.</param>
/// <param name="Rates">By gateway, as in the status; none the first time.</param>
public sealed record TopFacts(StatusFacts Status, IReadOnlyList<GatewayRates> Rates)
{
    /// <param name="status">The node now.</param>
    /// <param name="before">The node before; null the first time.</param>
    /// <param name="passed">The time between the two.</param>
    public static TopFacts Of(StatusFacts status, StatusFacts? before, TimeSpan passed) => new(
        status,
        before is null ? [] : [.. status.Gateways.Select(gateway => GatewayRates.Of(gateway, before.Gateways.FirstOrDefault(one => one.Name == gateway.Name), passed))]);
}

/// <summary>What a gateway's peers and it told each other, a second.</summary>
/// <param name="Name">Its silo.</param>
/// <param name="MessagesReceived">From peers.</param>
/// <param name="MessagesSent">To peers.</param>
/// <param name="BytesReceived">From peers.</param>
/// <param name="BytesSent">To peers.</param>
public sealed record GatewayRates(string Name, double MessagesReceived, double MessagesSent, double BytesReceived, double BytesSent)
{
    /// <summary>A gateway that was not there before, or counts anew, has counted since its start.</summary>
    public static GatewayRates Of(GatewayFacts now, GatewayFacts? before, TimeSpan passed)
    {
        var isAnother = before is null || before.MessagesReceived > now.MessagesReceived || before.BytesSent > now.BytesSent;
        var since = isAnother ? new GatewayFacts(now.Name, 0, 0, 0, 0, 0, 0) : before!;
        return new(
            now.Name,
            Rate(now.MessagesReceived - since.MessagesReceived),
            Rate(now.MessagesSent - since.MessagesSent),
            Rate(now.BytesReceived - since.BytesReceived),
            Rate(now.BytesSent - since.BytesSent));

        double Rate(long difference) => passed > TimeSpan.Zero ? Math.Round(difference / passed.TotalSeconds, 1) : 0;
    }
}

/// <summary>One object a line, so not indented; otherwise as <see cref="FactsJson"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TopFacts))]
public sealed partial class TopJson : JsonSerializerContext;
