using System.Collections.Frozen;
using System.Net;

namespace BloomCoin.Gateway.Cluster;

/// <summary>Addresses behind which this cluster is: told by its gateways, or dialled and answered with a nonce of the cluster. Nobody dials them again.</summary>
/// <remarks>
/// Of those that were met the last 1024 are kept. An answer marks the address that was dialled and no other, so a stranger who copies
/// a nonce keeps but itself from being dialled.
/// </remarks>
internal sealed class OwnAddresses
{
    /// <summary>Addresses that were met and are remembered.</summary>
    public const int MaxMet = 1024;

    private readonly Lock _lock = new();
    private readonly HashSet<IPEndPoint> _met = [];
    private readonly Queue<IPEndPoint> _order = new();
    private FrozenSet<IPEndPoint> _told = FrozenSet<IPEndPoint>.Empty;

    public bool Contains(IPEndPoint address)
    {
        var plain = Plain(address);
        lock (_lock) return _told.Contains(plain) || _met.Contains(plain);
    }

    /// <summary>A connection to this address ended at ourselves.</summary>
    public void Meet(IPEndPoint address)
    {
        var plain = Plain(address);
        lock (_lock)
        {
            if (!_met.Add(plain)) return;
            _order.Enqueue(plain);
            if (_order.Count > MaxMet) _met.Remove(_order.Dequeue());
        }
    }

    /// <summary>The addresses of the cluster's gateways, address:port each.</summary>
    public void Learn(IEnumerable<string> addresses, bool andKeep)
    {
        var told = addresses.Select(text => EndpointAttribute.TryParse(text, out var address) ? Plain(address) : null).OfType<IPEndPoint>();
        lock (_lock) _told = (andKeep ? told.Union(_told) : told).ToFrozenSet();
    }

    private static IPEndPoint Plain(IPEndPoint address) =>
        address.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(address.Address.MapToIPv4(), address.Port) : address;
}
