using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;
using Orleans.Concurrency;

namespace BloomCoin.Grains.Phases;

/// <inheritdoc cref="IPhaseMergeGrain"/>
[StatelessWorker]
internal sealed class PhaseMergeGrain : Grain, IPhaseMergeGrain
{
    public async Task<PhaseVerdicts> Merge(PhaseBatch batch)
    {
        var isValid = new bool[batch.Count];
        var valid = Verify(batch, isValid);
        var merged = valid.Count == 0 ? null : await GrainFactory.GetGrain<IPhaseHeightGrain>(batch.Height).Contribute(valid);
        return new PhaseVerdicts(merged, isValid);
    }

    /// <summary>The contributions whose claims hold, in a blob of their own: the caller reuses its own, and theirs may travel to another silo.</summary>
    private static PhaseBatch Verify(PhaseBatch batch, bool[] isValid)
    {
        var blob = new byte[batch.Count * PhaseContribution.Size];
        var count = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var contribution = batch[i];
            isValid[i] = PhaseClaim.IsValid(contribution.Phases, contribution.Coherence);
            if (!isValid[i]) continue;
            contribution.Bytes.CopyTo(blob.AsSpan(count * PhaseContribution.Size));
            count++;
        }

        return new PhaseBatch(batch.Height, count, count == batch.Count ? blob : blob[..(count * PhaseContribution.Size)]);
    }
}
