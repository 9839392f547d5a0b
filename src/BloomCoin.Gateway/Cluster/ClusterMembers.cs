using System.Collections.Frozen;
using BloomCoin.Abstractions.Gateways;

namespace BloomCoin.Gateway.Cluster;

/// <summary>What this gateway knows of the others of its cluster: the nonces in their VERSIONs and the addresses where they are.</summary>
/// <remarks>Bounded by the cluster's gateways, and see <see cref="OwnAddresses"/>. Read by every handshake, so without a lock.</remarks>
internal sealed class ClusterMembers
{
    private readonly Lock _lock = new();
    private volatile FrozenSet<ulong> _nonces = FrozenSet<ulong>.Empty;
    private Guid _activation;
    private long _sequence;
    private int _gateways;

    /// <summary>Addresses that are not to be dialled: behind them is this cluster.</summary>
    public OwnAddresses Addresses { get; } = new();

    /// <summary>Whether a gateway of the cluster sends this nonce in its VERSION (wire-protocol 3, rule 4).</summary>
    public bool Holds(ulong nonce) => _nonces.Contains(nonce);

    /// <summary>Takes a view in, unless a later one of the same directory was here before: an answer and a push may overtake each other.</summary>
    /// <remarks>A directory that began anew has not heard of all: until it has had time to, what was known before is kept beside what it tells.</remarks>
    /// <returns>Whether the connections in it are to be believed.</returns>
    public bool Learn(ClusterView view)
    {
        lock (_lock)
        {
            if (view.Activation == _activation && view.Sequence <= _sequence) return false;
            (_activation, _sequence) = (view.Activation, view.Sequence);
            _nonces = view.IsSettled ? view.Nonces.ToFrozenSet() : _nonces.Union(view.Nonces).ToFrozenSet();
            Addresses.Learn(view.Addresses, andKeep: !view.IsSettled);
            if (!view.IsSettled && view.Gateways < _gateways) return false;
            _gateways = view.Gateways;
            return true;
        }
    }
}
