namespace BloomCoin.Peering.Admission;

/// <summary>How many connections each network has. Bounded by the connections: a network without one is not kept. Not for several threads.</summary>
internal sealed class NetworkCounts
{
    private readonly Dictionary<ulong, int> _counts = [];

    /// <summary>Connections in all, also those of <see cref="NetworkGroup.None"/>.</summary>
    public int Total { get; private set; }

    public int this[ulong network] => _counts.GetValueOrDefault(network);

    public IEnumerable<KeyValuePair<ulong, int>> All => _counts;

    public void Add(ulong network)
    {
        Total++;
        if (network != NetworkGroup.None) _counts[network] = this[network] + 1;
    }

    public void Remove(ulong network)
    {
        Total--;
        if (network == NetworkGroup.None) return;
        if (this[network] > 1) _counts[network]--;
        else _counts.Remove(network);
    }
}
