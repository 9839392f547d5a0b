using BloomCoin.Phases;
using BloomCoin.Phases.Kuramoto;
using BloomCoin.Simulation.Experiments;

namespace BloomCoin.Simulation.Mining;

/// <summary>Miners that step together and share phases. A group of one has nobody to share with.</summary>
public sealed class MinerGroup
{
    private readonly KuramotoProfile _profile;
    private readonly Sharing _sharing;
    private readonly SimulatedMiner[] _miners;
    private readonly Random _partners;
    private readonly ushort[] _rows, _chosenRows;
    private readonly float[] _weights, _chosenWeights;
    private readonly int[] _order;
    private readonly CircularMerge _merge = new();
    private readonly ushort[] _merged = new ushort[Oscillators.Count];

    public MinerGroup(KuramotoProfile profile, int miners, Sharing sharing, int seed, int run)
    {
        (_profile, _sharing) = (profile, sharing);
        _miners = [.. Enumerable.Range(0, miners).Select(number => new SimulatedMiner(profile, seed, run, number))];
        _partners = new Random(HashCode(seed, run));
        _rows = new ushort[miners * Oscillators.Count];
        _chosenRows = new ushort[miners * Oscillators.Count];
        _weights = new float[miners];
        _chosenWeights = new float[miners];
        _order = [.. Enumerable.Range(0, miners)];
    }

    /// <summary>The first bloom of any of them; null when there is none in the profile's rounds.</summary>
    public FirstBloom? Mine()
    {
        for (var round = 1; round <= _profile.MaxRounds; round++)
        {
            var bloomed = 0;
            foreach (var miner in _miners) bloomed += miner.Step() ? 1 : 0;
            if (bloomed > 0)
                return new FirstBloom(round, bloomed);
            if (_miners.Length > 1 && round % _sharing.MergeEvery == 0)
                Share();
        }

        return null;
    }

    private void Share()
    {
        // All send before any takes: a round of gossip works on the phases of one moment.
        for (var k = 0; k < _miners.Length; k++)
        {
            _miners[k].CopyPhases(_rows.AsSpan(k * Oscillators.Count, Oscillators.Count));
            _weights[k] = _miners[k].Coherence;
        }

        if (_sharing.Partners is not { } partners || partners >= _miners.Length - 1)
        {
            var ofAll = Merge(_rows, _weights);
            foreach (var miner in _miners) miner.Take(_merged, ofAll, _sharing.KeepsBloom);
            return;
        }

        for (var k = 0; k < _miners.Length; k++)
        {
            var chosen = Choose(k, partners);
            var coherence = Merge(_chosenRows.AsSpan(0, chosen * Oscillators.Count), _chosenWeights.AsSpan(0, chosen));
            _miners[k].Take(_merged, coherence, _sharing.KeepsBloom);
        }
    }

    /// <summary>One miner's own contribution and those of some others, chosen by chance.</summary>
    private int Choose(int own, int partners)
    {
        (_order[0], _order[Array.IndexOf(_order, own)]) = (own, _order[0]);
        for (var i = 0; i <= partners; i++)
        {
            if (i > 0)
            {
                var at = _partners.Next(i, _order.Length);
                (_order[i], _order[at]) = (_order[at], _order[i]);
            }

            _rows.AsSpan(_order[i] * Oscillators.Count, Oscillators.Count).CopyTo(_chosenRows.AsSpan(i * Oscillators.Count));
            _chosenWeights[i] = _weights[_order[i]];
        }

        return partners + 1;
    }

    /// <summary>wire-protocol 4, Merge; every miner is in a network prefix of its own. Returns the merged coherence.</summary>
    private double Merge(ReadOnlySpan<ushort> rows, Span<float> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        foreach (ref var weight in weights) weight *= (float)PrefixShare.Scale(weights.Length, total, weight);
        _merge.Clear();
        _merge.Add(rows, weights);
        _merge.CopyPhases(_merged);
        return _merge.Order().R;
    }

    private static int HashCode(int seed, int run) => unchecked(seed * 1_000_003 + run);
}
