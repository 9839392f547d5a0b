using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

/// <summary>Addresses that some gateway of the cluster dials or is connected to, so that no other one does. Forgotten by itself: a gateway may die with them. Bounded by the cluster's own outbound connections.</summary>
/// <param name="time">The clock.</param>
public sealed class AddressReservations(TimeProvider time)
{
    /// <summary>From being given out to dial to the news of what became of it: connecting and the handshake have 10 s each.</summary>
    public static readonly TimeSpan ForDialling = TimeSpan.FromMinutes(1);

    /// <summary>From one report of a held connection to the next; a gateway reports every five minutes.</summary>
    public static readonly TimeSpan ForHolding = TimeSpan.FromMinutes(12);

    private readonly Dictionary<NetworkAddress, (long Since, TimeSpan For)> _reserved = [];

    public bool Contains(NetworkAddress address) =>
        _reserved.TryGetValue(address, out var reservation) && time.GetElapsedTime(reservation.Since) < reservation.For;

    /// <summary>The networks of all that is reserved.</summary>
    public IReadOnlySet<ulong> Groups() => _reserved.Keys.Where(Contains).Select(NetworkGroup.Of).ToHashSet();

    public void Reserve(NetworkAddress address, TimeSpan duration)
    {
        foreach (var (other, _) in _reserved.Where(one => !Contains(one.Key)).ToList()) _reserved.Remove(other);
        _reserved[address] = (time.GetTimestamp(), duration);
    }

    public void Release(NetworkAddress address) => _reserved.Remove(address);
}
