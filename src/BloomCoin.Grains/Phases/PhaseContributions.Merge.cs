using System.Runtime.InteropServices;
using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;

namespace BloomCoin.Grains.Phases;

internal sealed partial class PhaseContributions
{
    /// <summary>A weight that counts. Below it a contribution says nothing, and its sums would drown in rounding.</summary>
    private const float LeastWeight = 1e-6f;

    /// <summary>The most that <see cref="Describe"/> names.</summary>
    private const int MaxDescribed = 1000;

    /// <summary>The merge of all that is held; at least one must be.</summary>
    public MergedPhases Merge(int height)
    {
        var total = Weigh();
        var phases = new byte[PhaseContribution.PhasesLength];
        var quantized = MemoryMarshal.Cast<byte, ushort>(phases.AsSpan());
        if (total > 0)
        {
            _merge.Clear();
            _merge.Add(_phases.AsSpan(0, Count * Oscillators.Count), _weights.AsSpan(0, Count));
            _merge.CopyPhases(quantized);
        }
        else
        {
            // The sum of nothing has no direction: all phases 0 would pass for perfect coherence. An incoherent peer stands for itself.
            PhasesOf(_newest).CopyTo(quantized);
        }

        return new MergedPhases(height, Count, (float)Math.Min(1, OrderParameter.Of(quantized).R), phases);
    }

    /// <summary>The round as people want to see it.</summary>
    public PhaseRound Describe(int height)
    {
        var merged = Merge(height);
        var total = _weights.AsSpan(0, Count).ToArray().Sum(weight => (double)weight);
        var contributors = Enumerable.Range(0, Count)
            .OrderByDescending(row => _entries[row].Coherence)
            .Take(MaxDescribed)
            .Select(row => (Entry: _entries[row], Weight: _weights[row]))
            .Select(one => new PhaseContributor(
                one.Entry.Miner, one.Entry.Network.Key, one.Entry.Coherence, total > 0 ? one.Weight / total : 0, time.GetElapsedTime(one.Entry.Arrived)));
        return new PhaseRound(merged, OrderParameter.Of(merged.Quantized).Psi, [.. contributors]);
    }

    /// <summary>Sets every row's weight: its coherence, scaled where its network has too much. Returns the sum.</summary>
    private double Weigh()
    {
        var held = _entries.AsSpan(0, Count);
        foreach (var network in _networks.Values) network.Weight = 0;

        double total = 0;
        foreach (ref readonly var entry in held)
        {
            entry.Network.Weight += entry.Coherence;
            total += entry.Coherence;
        }

        foreach (var network in _networks.Values)
            network.Scale = network.Key == 0 ? 1 : PrefixShare.Scale(Count, total, network.Weight);

        double sum = 0;
        for (var row = 0; row < held.Length; row++)
        {
            var weight = held[row].Coherence < LeastWeight ? 0 : (float)(held[row].Coherence * held[row].Network.Scale);
            _weights[row] = weight;
            sum += weight;
        }

        return sum;
    }
}
