using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;

namespace BloomCoin.Web.Live;

/// <summary>What the live view shows anew several times a second.</summary>
/// <param name="Time">The node's time.</param>
/// <param name="Network">The node's network.</param>
/// <param name="Height">The tip's height.</param>
/// <param name="Hash">The tip's hash.</param>
/// <param name="TipTime">The tip's timestamp.</param>
/// <param name="Sync">How the node catches up.</param>
/// <param name="WorkingHeight">The height of the block that is worked on.</param>
/// <param name="Phases">63 phases, 1/65536 turns: the merge, or the first miner's own before there is one; none where nobody mines.</param>
/// <param name="Coherence">r of the merge; null when nothing is held.</param>
/// <param name="Contributions">Who is in the merge, the most coherent first; at most <see cref="MaxContributions"/>.</param>
/// <param name="Contributors">How many are in the merge.</param>
/// <param name="Miners">The node's miners that mine.</param>
internal sealed record LiveState(
    DateTimeOffset Time,
    string Network,
    int Height,
    string Hash,
    DateTimeOffset TipTime,
    SyncFacts Sync,
    int WorkingHeight,
    ushort[] Phases,
    float? Coherence,
    IReadOnlyList<ContributionFacts> Contributions,
    int Contributors,
    IReadOnlyList<LiveMiner> Miners)
{
    public const int MaxContributions = 12;

    public static LiveState Of(NodeSnapshot node, DateTimeOffset now) => new(
        now,
        node.Network,
        node.Tip.Height,
        node.Tip.Hash.ToString(),
        node.TipTime,
        SyncFacts.Of(node.Sync),
        node.WorkingHeight,
        node.Phases.ToArray(),
        node.Round?.Merged.Coherence,
        [.. (node.Round?.Contributors ?? []).Take(MaxContributions).Select(ContributionFacts.Of)],
        node.Round?.Merged.Contributors ?? 0,
        [.. node.Miners.Select(miner => new LiveMiner(MinerFacts.Of(miner.Key, miner.Value), miner.Value.Quantized.ToArray()))]);
}

/// <summary>A miner that mines, and its oscillators.</summary>
/// <param name="Facts">What it is doing.</param>
/// <param name="Phases">Its 63 phases, 1/65536 turns.</param>
internal sealed record LiveMiner(MinerFacts Facts, ushort[] Phases);

/// <summary>What does not change while the page is open.</summary>
/// <param name="Version">The node's.</param>
/// <param name="CriticalCoherence">z_c, from which on oscillators have bloomed.</param>
/// <param name="EagerCoherence">Above it phases are passed on eagerly.</param>
internal sealed record LiveGreeting(string Version, double CriticalCoherence, double EagerCoherence)
{
    public static LiveGreeting Current { get; } = new(typeof(LiveGreeting).Assembly.GetName().Version!.ToString(3), CoherenceThresholds.Critical, CoherenceThresholds.Eager);
}
