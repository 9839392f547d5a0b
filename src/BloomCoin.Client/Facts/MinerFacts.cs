using BloomCoin.Abstractions.Mining;

namespace BloomCoin.Client.Facts;

/// <summary>A miner of the node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Height">The height of the block that it works on.</param>
/// <param name="Attempt">Its run on this block, from 0.</param>
/// <param name="Round">Rounds of this run.</param>
/// <param name="Coherence">r, [0, 1].</param>
/// <param name="MeanPhase">psi, radians.</param>
/// <param name="Blocks">Blocks that it sealed.</param>
/// <param name="Merges">Merges that it took over.</param>
public sealed record MinerFacts(
    string Name, int Height, int Attempt, int Round, double Coherence, double MeanPhase, long Blocks, long Merges)
{
    public static MinerFacts Of(int number, MinerState state) => new(
        MinerName.Of(number),
        state.Height,
        state.Attempt,
        state.Round,
        Math.Round(state.Coherence, 6),
        Math.Round(state.MeanPhase, 6),
        state.Blocks,
        state.Merges);
}
