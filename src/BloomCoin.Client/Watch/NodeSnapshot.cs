using BloomCoin.Abstractions.Mining;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Abstractions.Sync;
using BloomCoin.Chain;
using BloomCoin.Client.Facts;

namespace BloomCoin.Client.Watch;

/// <summary>What a node answered to one poll.</summary>
/// <param name="Network">Its network.</param>
/// <param name="Tip">Its best block.</param>
/// <param name="TipTime">That block's timestamp.</param>
/// <param name="Sync">What its sync is doing.</param>
/// <param name="Round">The round of the working height, the tip's + 1; null when nothing is held.</param>
/// <param name="Miners">Its miners that mine, by number.</param>
public sealed record NodeSnapshot(
    string Network,
    ChainTip Tip,
    DateTimeOffset TipTime,
    SyncStatus Sync,
    PhaseRound? Round,
    IReadOnlyList<KeyValuePair<int, MinerState>> Miners)
{
    /// <summary>The height of the block that is worked on.</summary>
    public int WorkingHeight => Tip.Height + 1;

    /// <summary>The phases to draw: the merge, or the first miner's own before there is one; none where nobody mines.</summary>
    public ReadOnlySpan<ushort> Phases => Round is { } round ? round.Merged.Quantized : Miners.Count > 0 ? Miners[0].Value.Quantized : [];
}
