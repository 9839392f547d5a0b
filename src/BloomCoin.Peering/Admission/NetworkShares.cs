namespace BloomCoin.Peering.Admission;

/// <summary>The part that each network has of the cluster's connections: at most a quarter once there are 8 or more (wire-protocol 6).</summary>
/// <remarks>
/// What this gateway has is exact; what the others have is what was last told. Connections of no network
/// (<see cref="NetworkGroup.None"/>) count among all and are bounded by nothing. With fewer than four networks nobody can keep to the
/// rule: such a node has seven connections until others come. Bounded by this gateway's connections and by what the directory tells.
/// Not for several threads.
/// </remarks>
public sealed class NetworkShares
{
    /// <summary>Fewer connections than this are of any network.</summary>
    public const int LeastConnections = 8;

    /// <summary>One network has at most one of so many connections.</summary>
    private const int Divisor = 4;

    /// <summary>A network with less than a hundredth of one gateway's connections is not told to the others: it is far from a quarter of all.</summary>
    private const int ToldFrom = 100;

    private readonly NetworkCounts _own = new();
    private IReadOnlyDictionary<ulong, int> _others = new Dictionary<ulong, int>();

    /// <summary>Connections of this gateway.</summary>
    public int Own => _own.Total;

    /// <summary>Connections of the other gateways, as last told.</summary>
    public int Others { get; private set; }

    /// <summary>The networks that the other gateways are to hear of: at most 100, as each has at least a hundredth.</summary>
    public IEnumerable<KeyValuePair<ulong, int>> Told => _own.All.Where(network => (long)network.Value * ToldFrom >= _own.Total);

    /// <summary>How many of a network's connections must go for the others to be three quarters, or for the rule to rest.</summary>
    /// <param name="count">The network's connections.</param>
    /// <param name="total">All connections.</param>
    public static int Excess(int count, int total)
    {
        if (IsWithin(count, total)) return 0;

        // Each that goes is missing on both sides: (count - k) / (total - k) = 1 / 4.
        var over = (((long)count * Divisor) - total + Divisor - 2) / (Divisor - 1);
        return (int)Math.Min(over, total - LeastConnections + 1);
    }

    /// <summary>A connection was made, inbound or outbound.</summary>
    public void Add(ulong network) => _own.Add(network);

    /// <summary>It is gone.</summary>
    public void Remove(ulong network) => _own.Remove(network);

    /// <summary>What the other gateways of the cluster have together.</summary>
    public void Learn(int total, IReadOnlyDictionary<ulong, int> networks) => (Others, _others) = (total, networks);

    /// <summary>Whether one more connection of a network keeps it within its share.</summary>
    /// <param name="network">The newcomer's.</param>
    /// <param name="takesPlace">Whether another connection has to go for it.</param>
    public bool Admits(ulong network, bool takesPlace)
    {
        if (network == NetworkGroup.None) return true;
        var total = _own.Total + Others + (takesPlace ? 0 : 1);
        return IsWithin(_own[network] + _others.GetValueOrDefault(network) + 1, total);
    }

    private static bool IsWithin(int count, int total) => total < LeastConnections || (long)count * Divisor <= total;
}
