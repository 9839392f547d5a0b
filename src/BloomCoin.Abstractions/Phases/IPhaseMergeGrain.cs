namespace BloomCoin.Abstractions.Phases;

/// <summary>Verifies a batch of PHASEs and hands the valid ones to their height. A stateless worker, on the caller's silo. Key: 0.</summary>
/// <remarks>Called once per batch of a gateway: at most 100 contributions, gathered for at most 100 ms.</remarks>
[Alias("phase.merge.v1")]
public interface IPhaseMergeGrain : IGrainWithIntegerKey
{
    /// <summary>Judges every claim, folds the true ones into the height's merge, and says which were true. The caller may reuse the blob when this completes.</summary>
    [Alias("merge")]
    Task<PhaseVerdicts> Merge(PhaseBatch batch);
}
