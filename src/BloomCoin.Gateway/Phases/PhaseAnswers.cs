using BloomCoin.Abstractions.Phases;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Gossip;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Phases;

/// <summary>What comes of a batch: each valid PHASE is answered with COHERENCE (wire-protocol 4), each verdict counts for or against its peer.</summary>
internal sealed class PhaseAnswers(HeldPhases held)
{
    /// <summary>A batch is about to be merged. Who sent what is known from here on: a crossing may start a round before the merge is answered.</summary>
    public static void Begin(GatheredPhases batch, long now)
    {
        for (var index = 0; index < batch.Count; index++)
            batch.Sender(index).Phases.Received(batch.Height, HeldMerge.DigestOf(batch.Phases(index)), now);
    }

    public void Give(GatheredPhases batch, PhaseVerdicts verdicts)
    {
        if (verdicts.IsValid.Length != batch.Count) throw new InvalidOperationException($"{verdicts.IsValid.Length} verdicts on {batch.Count} phases");
        var merge = verdicts.Merged is { } merged ? held.Take(merged) : null;
        for (var index = 0; index < batch.Count; index++)
        {
            var sender = batch.Sender(index);
            if (!verdicts.IsValid[index])
            {
                sender.Phases.Tally.AddInvalid();
                continue;
            }

            sender.Phases.Tally.AddValid();
            if (merge is not null) Acknowledge(merge, sender);
        }

        for (var index = 0; index < batch.Count; index++) batch.Sender(index).Phases.Tally.TellOfBatch();
    }

    private static void Acknowledge(HeldMerge merge, PeerSession sender) => sender.Send(new CoherenceMessage(
        ItemList.Encode<CoherencePair, CoherencePair>([new CoherencePair(merge.Height, merge.Coherence)], stackalloc byte[CoherencePair.Size])));
}
