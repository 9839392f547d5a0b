using BloomCoin.Peering;
using BloomCoin.Peering.Admission;

namespace BloomCoin.Gateway.Listening;

internal sealed partial class Admission
{
    /// <summary>The inbound connection that has least for it; null when all are protected.</summary>
    private ConnectionSlot? ChooseVictim()
    {
        var count = Math.Min(_inbound.Count, Sample);
        if (count < _inbound.Count) Shuffle(count);

        return Choose(_inbound.Take(count), candidates => Eviction.Choose(candidates, _key));
    }

    /// <summary>Takes the place of the least useful inbound connection of a network back and returns it; null when there is none.</summary>
    private ConnectionSlot? ReleaseLeastUseful(ulong network)
    {
        var victim = Choose(_inbound.Where(slot => slot.Network == network).Take(Sample), candidates => Eviction.LeastUseful(candidates));
        if (victim is not null) Release(victim);
        return victim;
    }

    private ConnectionSlot? Choose(IEnumerable<ConnectionSlot> slots, Choice choice)
    {
        var count = 0;
        foreach (var slot in slots.Where(slot => slot.Session is not null)) _candidates[count++] = slot.Candidate;
        return choice(_candidates.AsSpan(0, count)) is { } number ? _inbound.Find(slot => slot.Number == number) : null;
    }

    /// <summary>Moves a sample to the front: each connection is in it once, wherever a flood put it. A seed is drawn and not each place: a flood costs one a connection.</summary>
    private void Shuffle(int count)
    {
        var places = new Random(random.Next());
        for (var index = 0; index < count; index++) Swap(index, places.Next(index, _inbound.Count));
    }

    private void Swap(int one, int other)
    {
        (_inbound[one], _inbound[other]) = (_inbound[other], _inbound[one]);
        (_inbound[one].Index, _inbound[other].Index) = (one, other);
    }

    private delegate long? Choice(Span<EvictionCandidate> candidates);
}
