using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

public sealed partial class AddressTable
{
    /// <summary>Addresses whose kept row is not what the table has: bounded by the table, and by who takes them every few seconds.</summary>
    private readonly HashSet<NetworkAddress> _changed = [];

    /// <summary>Whether there is something to keep.</summary>
    public bool HasChanges => _changed.Count > 0;

    /// <summary>Puts kept addresses back in their places. One that has none any more is to be removed from what is kept.</summary>
    public void Load(IEnumerable<KnownAddress> kept)
    {
        foreach (var address in kept)
        {
            var half = address.IsTried ? _tried : _new;
            var slot = address.IsTried ? _placement.OfTried(address.Address) : _placement.OfNew(address.Address, address.Source);
            if (!Routability.IsUsable(address.Address, _allowPrivate) || half[slot] is not null || _known.ContainsKey(address.Address))
            {
                _changed.Add(address.Address);
                continue;
            }

            half.Put(slot, address);
            _known.Add(address.Address, address);
            address.Index = _all.Count;
            _all.Add(address);
            _lastSuccess = Math.Max(_lastSuccess, address.LastSuccess);
        }
    }

    /// <summary>Takes what must be kept: up to so many addresses, each with what is known of it, or null for one that is gone.</summary>
    public IReadOnlyList<(NetworkAddress Address, KnownAddress? Known)> TakeChanges(int count)
    {
        var taken = _changed.Take(count).Select(address => (address, Find(address))).ToList();
        foreach (var (address, _) in taken) _changed.Remove(address);
        return taken;
    }

    /// <summary>They could not be kept: they are changes still.</summary>
    public void ReturnChanges(IEnumerable<NetworkAddress> addresses) => _changed.UnionWith(addresses);

    private void Touch(KnownAddress address) => _changed.Add(address.Address);

    private void MarkRemoved(NetworkAddress address) => _changed.Add(address);
}
