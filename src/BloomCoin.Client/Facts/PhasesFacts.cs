using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;

namespace BloomCoin.Client.Facts;

/// <summary>What is held for one height: the merge and what it is made of.</summary>
/// <param name="Height">The height of the block that is worked on.</param>
/// <param name="Coherence">r of the merged phases, [0, 1].</param>
/// <param name="MeanPhase">psi of the merged phases, radians in [0, 2 pi).</param>
/// <param name="Contributors">How many peers and miners are in the merge.</param>
/// <param name="Contributions">Theirs, the most coherent first; at most 1000.</param>
/// <param name="Phases">The 63 merged phases, radians in [0, 2 pi).</param>
public sealed record PhasesFacts(
    int Height,
    float Coherence,
    double MeanPhase,
    int Contributors,
    IReadOnlyList<ContributionFacts> Contributions,
    IReadOnlyList<double> Phases)
{
    /// <summary>A step of a phase is 0.0001 radians; the sixth digit is beyond what is known.</summary>
    private const int PhaseDigits = 6;

    public static PhasesFacts Of(PhaseRound round) => new(
        round.Merged.Height,
        round.Merged.Coherence,
        Math.Round(round.MeanPhase, PhaseDigits),
        round.Merged.Contributors,
        [.. round.Contributors.Select(ContributionFacts.Of)],
        Radians(round.Merged.Quantized));

    private static double[] Radians(ReadOnlySpan<ushort> quantized)
    {
        var radians = new double[quantized.Length];
        for (var i = 0; i < radians.Length; i++) radians[i] = Math.Round(Quantization.ToRadians(quantized[i]), PhaseDigits);
        return radians;
    }
}

/// <summary>One contribution to a merge.</summary>
/// <param name="Origin">The miner of this node that made it, or the network prefix of its peer.</param>
/// <param name="Coherence">Its coherence, [0, 1].</param>
/// <param name="Share">Its part of the merge once its network's weight is capped, [0, 1].</param>
/// <param name="Age">How old it is, seconds.</param>
public sealed record ContributionFacts(string Origin, float Coherence, double Share, double Age)
{
    public static ContributionFacts Of(PhaseContributor contributor) => new(
        OriginOf(contributor), contributor.Coherence, Math.Round(contributor.Share, 4), Math.Round(contributor.Age.TotalSeconds, 1));

    /// <summary>The miner's name, or the peer's network prefix.</summary>
    public static string OriginOf(PhaseContributor contributor) => contributor.Miner ?? NetworkPrefix.Format(contributor.Network);
}
