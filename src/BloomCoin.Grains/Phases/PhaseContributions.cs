using BloomCoin.Abstractions.Phases;
using BloomCoin.Phases;

namespace BloomCoin.Grains.Phases;

/// <summary>The newest contribution of each peer to one height, side by side in arrays, and their merge (wire-protocol 4).</summary>
/// <remarks>
/// A merge folds all of them anew: a peer's newer contribution overwrites its row, nothing is ever subtracted, so no rounding builds
/// up. The cap on a network scales the weights of its rows, which is the same as scaling its sums, so one pass of the kernel does it.
/// </remarks>
internal sealed partial class PhaseContributions(TimeProvider time)
{
    /// <summary>Contributions that are held: about 170 B each. For more, the network that has most gives up its oldest.</summary>
    public const int MaxHeld = 4096;

    /// <summary>How many it gives up at once, so that the search for them costs little a newcomer.</summary>
    private const int MadeRoom = MaxHeld / 16;

    /// <summary>How long one counts (phase_ttl).</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(60);

    private readonly Dictionary<ulong, int> _rowOf = [];
    private readonly Dictionary<ulong, NetworkWeight> _networks = [];
    private readonly CircularMerge _merge = new();
    private Entry[] _entries = [];
    private ushort[] _phases = [];
    private float[] _weights = [];
    private int _newest;

    public int Count { get; private set; }

    /// <summary>Takes a contribution in whose claim holds.</summary>
    /// <param name="contribution">It replaces an older one of its peer.</param>
    /// <param name="miner">The miner of this node that made it; null for a peer's.</param>
    public void Put(in PhaseContribution contribution, string? miner = null)
    {
        if (!_rowOf.TryGetValue(contribution.Peer, out var row)) row = NewRow();
        else Leave(row);

        _rowOf[contribution.Peer] = row;
        _entries[row] = new Entry(contribution.Peer, Enter(contribution.Network), contribution.Coherence, time.GetTimestamp(), miner);
        contribution.Phases.CopyTo(_phases.AsSpan(row * Oscillators.Count));
        _newest = row;
    }

    /// <summary>Drops what is older than <see cref="TimeToLive"/>.</summary>
    public void Expire()
    {
        for (var row = Count - 1; row >= 0; row--)
        {
            if (time.GetElapsedTime(_entries[row].Arrived) >= TimeToLive) Remove(row);
        }
    }

    /// <summary>The keys of the miners of this node that contribute.</summary>
    public IEnumerable<string> Miners => _entries.Take(Count).Select(entry => entry.Miner).OfType<string>();

    private ReadOnlySpan<ushort> PhasesOf(int row) => _phases.AsSpan(row * Oscillators.Count, Oscillators.Count);

    private int NewRow()
    {
        if (Count == MaxHeld) MakeRoom();
        if (Count == _entries.Length)
        {
            var capacity = Math.Clamp(Count * 2, 16, MaxHeld);
            Array.Resize(ref _entries, capacity);
            Array.Resize(ref _phases, capacity * Oscillators.Count);
            Array.Resize(ref _weights, capacity);
        }

        return Count++;
    }

    /// <summary>The last row takes the place of the one that goes.</summary>
    private void Remove(int row)
    {
        Leave(row);
        _rowOf.Remove(_entries[row].Peer);
        var last = --Count;
        if (row == last)
        {
            _newest = Math.Min(_newest, Math.Max(0, last - 1));
            return;
        }

        _entries[row] = _entries[last];
        _rowOf[_entries[row].Peer] = row;
        PhasesOf(last).CopyTo(_phases.AsSpan(row * Oscillators.Count));
        if (_newest == last) _newest = row;
    }

    private NetworkWeight Enter(ulong key)
    {
        if (!_networks.TryGetValue(key, out var network)) _networks[key] = network = new NetworkWeight(key);
        network.Count++;
        return network;
    }

    private void Leave(int row)
    {
        var network = _entries[row].Network;
        if (--network.Count == 0) _networks.Remove(network.Key);
    }

    /// <summary>Many contributions from one place push out each other, not those of other places; those of this node's miners stay.</summary>
    private void MakeRoom()
    {
        var largest = _networks.Values.OrderBy(network => network.Key == 0).ThenByDescending(network => network.Count).First();
        var oldest = Enumerable.Range(0, Count)
            .Where(row => _entries[row].Network == largest && _entries[row].Miner is null)
            .OrderBy(row => _entries[row].Arrived)
            .Take(Math.Min(MadeRoom, (largest.Count + 1) / 2))
            .OrderDescending().ToList();
        foreach (var row in oldest) Remove(row);
        if (Count == MaxHeld) Remove(Count - 1);
    }

    private readonly record struct Entry(ulong Peer, NetworkWeight Network, float Coherence, long Arrived, string? Miner);

    /// <summary>What one network prefix brings.</summary>
    private sealed class NetworkWeight(ulong key)
    {
        public ulong Key => key;

        public int Count { get; set; }

        public double Weight { get; set; }

        /// <summary>What its weights are scaled by.</summary>
        public double Scale { get; set; }
    }
}
