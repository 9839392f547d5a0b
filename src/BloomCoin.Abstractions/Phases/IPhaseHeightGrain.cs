namespace BloomCoin.Abstractions.Phases;

/// <summary>The phases of one height: the newest contribution of each peer, and their merge. Key: the height. Lives 60 s after the last contribution, never persisted.</summary>
/// <remarks>
/// Called once per batch of a gateway, however many peers there are, once per gossip round of a gateway or miner, and by clients that
/// watch. A contribution counts for 60 s (phase_ttl).
/// </remarks>
[Alias("phase.height.v1")]
public interface IPhaseHeightGrain : IGrainWithIntegerKey
{
    /// <summary>Takes contributions whose claims were verified; returns the merge with them.</summary>
    [Alias("contribute")]
    Task<MergedPhases> Contribute(PhaseBatch valid);

    /// <summary>Takes the phases of a miner of this node in, under no network prefix, and remembers to tell it when the merge crosses a threshold.</summary>
    /// <param name="miner">The key of its grain.</param>
    /// <param name="coherence">r of its phases.</param>
    /// <param name="phases">126 bytes, as a PHASE carries them.</param>
    [Alias("contribute-own")]
    Task<MergedPhases> ContributeOwn(string miner, float coherence, byte[] phases);

    /// <summary>The merge; null when nothing is held.</summary>
    [Alias("merged")]
    Task<MergedPhases?> GetMerged();

    /// <summary>The round as people want to see it; null when nothing is held.</summary>
    [Alias("describe")]
    Task<PhaseRound?> Describe();
}

/// <summary>One height's round, seen from outside.</summary>
/// <param name="Merged">The merge.</param>
/// <param name="MeanPhase">psi of the merged phases, radians in [0, 2 pi).</param>
/// <param name="Contributors">The newest contributions, the most coherent first, at most 1000.</param>
[GenerateSerializer, Immutable, Alias("phase.round.v1")]
public sealed record PhaseRound(
    [property: Id(0)] MergedPhases Merged, [property: Id(1)] double MeanPhase, [property: Id(2)] PhaseContributor[] Contributors);

/// <summary>One contribution of a round.</summary>
/// <param name="Miner">The miner of this node that made it; null for a peer's.</param>
/// <param name="Network">The network prefix that it counts under; 0 for none.</param>
/// <param name="Coherence">Its coherence: its weight before the cap on its network.</param>
/// <param name="Share">The part that it has in the merge after the cap, [0, 1].</param>
/// <param name="Age">How old it is.</param>
[GenerateSerializer, Immutable, Alias("phase.contributor.v1")]
public sealed record PhaseContributor(
    [property: Id(0)] string? Miner,
    [property: Id(1)] ulong Network,
    [property: Id(2)] float Coherence,
    [property: Id(3)] double Share,
    [property: Id(4)] TimeSpan Age);
