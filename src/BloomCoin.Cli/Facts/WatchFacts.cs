using System.Globalization;
using System.Text.Json.Serialization;
using BloomCoin.Cli.Watch;
using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Cli.Facts;

/// <summary>A watched node at a moment.</summary>
/// <param name="Time">That moment.</param>
/// <param name="Network">Its network.</param>
/// <param name="Height">The tip's height.</param>
/// <param name="Hash">The tip's hash.</param>
/// <param name="TipAge">Seconds since the tip's timestamp.</param>
/// <param name="BlocksAMinute">Null until enough has been seen.</param>
/// <param name="Syncing">Whether a sync has work to do.</param>
/// <param name="Source">The peer that it asks.</param>
/// <param name="HeaderHeight">The best checked header.</param>
/// <param name="Peers">Peers that could be asked.</param>
/// <param name="WorkingHeight">The height of the block that is worked on.</param>
/// <param name="Coherence">The merged coherence; null when nothing is held.</param>
/// <param name="MeanPhase">psi, radians.</param>
/// <param name="Contributors">How many are in the merge.</param>
/// <param name="Miners">The node's miners that mine.</param>
public sealed record WatchFacts(
    string Time,
    string Network,
    int Height,
    string Hash,
    double TipAge,
    double? BlocksAMinute,
    bool Syncing,
    string? Source,
    int HeaderHeight,
    int Peers,
    int WorkingHeight,
    float? Coherence,
    double? MeanPhase,
    int Contributors,
    IReadOnlyList<MinerFacts> Miners)
{
    public static WatchFacts Of(WatchState state, NodeSnapshot node) => new(
        UtcTime.Format(state.Now),
        node.Network,
        node.Tip.Height,
        node.Tip.Hash.ToString(),
        Math.Round(state.TipAge.TotalSeconds, 1),
        state.BlocksAMinute is { } rate ? Math.Round(rate, 2) : null,
        node.Sync.IsRunning,
        node.Sync.Source,
        node.Sync.HeaderHeight,
        node.Sync.Peers,
        node.WorkingHeight,
        node.Round?.Merged.Coherence,
        node.Round is { } round ? Math.Round(round.MeanPhase, 6) : null,
        node.Round?.Merged.Contributors ?? 0,
        [.. node.Miners.Select(miner => MinerFacts.Of(miner.Key, miner.Value))]);

    /// <summary>The chief of them as names and values in one line.</summary>
    public string ToLine()
    {
        var coherence = Coherence?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Time} tip {Height} {ShortHash.Of(Hash)} coherence {coherence} contributors {Contributors} peers {Peers}");
    }
}

/// <summary>A watched node that does not answer.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Lost">For how long, and why if that is known.</param>
public sealed record LostFacts(string Time, string Lost)
{
    public string ToLine() => $"{Time} lost: {Lost}";
}

/// <summary>One object a line (ndjson), so not indented; otherwise as <see cref="FactsJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WatchFacts))]
[JsonSerializable(typeof(LostFacts))]
public sealed partial class WatchJson : JsonSerializerContext;
