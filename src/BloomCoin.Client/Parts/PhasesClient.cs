using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IPhasesClient"/>
internal sealed class PhasesClient(IGrainFactory grains, NodeCalls calls) : IPhasesClient
{
    /// <summary>
    /// Heights around the tip whose phases a node may hold (wire-protocol 4); one more above, because the tip moves meanwhile.
    /// </summary>
    private const int HeightsBelowTip = 100, HeightsAboveTip = 2;

    public Task<PhaseRound?> GetRound(int? height = null, CancellationToken cancellation = default) => calls.Repeat(() => Ask(height), cancellation);

    private async Task<PhaseRound?> Ask(int? height)
    {
        var tip = (await grains.GetGrain<IChainGrain>(0).GetTip()).Height;
        var wanted = height ?? tip + 1;

        // A question would call the height's grain to life, only to say that it holds nothing.
        if (wanted < tip - HeightsBelowTip || wanted > tip + HeightsAboveTip) return null;
        var phases = Hosted.OrNull(() => grains.GetGrain<IPhaseHeightGrain>(wanted));
        return phases is null ? null : await phases.Describe();
    }
}
