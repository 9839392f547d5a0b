using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

/// <summary>Addresses that are this node's: the last 64 that were learnt. A stranger who makes the node dial itself can add to it, and no more than that.</summary>
internal sealed class OwnAddresses
{
    public const int Limit = 64;

    private readonly HashSet<NetworkAddress> _addresses = [];
    private readonly Queue<NetworkAddress> _order = new();

    public bool Contains(NetworkAddress address) => _addresses.Contains(address);

    public void Add(NetworkAddress address)
    {
        if (!_addresses.Add(address)) return;
        _order.Enqueue(address);
        if (_order.Count > Limit) _addresses.Remove(_order.Dequeue());
    }
}
