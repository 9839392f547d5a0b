using System.Text.Json.Serialization;

namespace BloomCoin.Client.Facts;

/// <summary>Facts as JSON: names as in the text, amounts in units as integers, work as a string because it is over 53 bits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatusFacts))]
[JsonSerializable(typeof(TipFacts))]
[JsonSerializable(typeof(HeaderFacts))]
[JsonSerializable(typeof(BlockFacts))]
[JsonSerializable(typeof(BalanceFacts))]
[JsonSerializable(typeof(MempoolFacts))]
[JsonSerializable(typeof(PhasesFacts))]
[JsonSerializable(typeof(AddressesFacts))]
[JsonSerializable(typeof(PeersFacts))]
[JsonSerializable(typeof(BansFacts))]
public sealed partial class FactsJson : JsonSerializerContext;
