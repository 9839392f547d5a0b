using BloomCoin.Protocol.Messages;

namespace BloomCoin.Peering.Addresses;

/// <summary>The addresses of other nodes, as Bitcoin Core's addrman keeps them: those heard of in one half, those that answered in the other.</summary>
/// <remarks>
/// Bounded by its places: 1024 buckets of 64 for the new, 256 of 64 for the tried. Each address has one place, from
/// <see cref="AddressPlacement"/>; a new one goes over another only when that one is terrible, and one that answered waits until a
/// test has shown that the one in its place is gone. Not for several threads.
/// </remarks>
public sealed partial class AddressTable
{
    /// <summary>What a stranger's "last seen" is believed to be exaggerated by.</summary>
    public static readonly TimeSpan Penalty = TimeSpan.FromHours(2);

    /// <summary>"Last seen" of a claim that cannot be true is taken as this long ago.</summary>
    public static readonly TimeSpan Implausible = TimeSpan.FromDays(5);

    /// <summary>A claim brings "last seen" forward only by more than this.</summary>
    private static readonly TimeSpan WorthUpdating = TimeSpan.FromHours(1);

    private const long OldestPlausible = 100_000_000;   // 1973, Bitcoin Core's

    private readonly AddressPlacement _placement;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly bool _allowPrivate;
    private readonly Dictionary<NetworkAddress, KnownAddress> _known = [];
    private readonly List<KnownAddress> _all = [];
    private readonly AddressBuckets _new = new(AddressPlacement.NewBuckets);
    private readonly AddressBuckets _tried = new(AddressPlacement.TriedBuckets);
    private readonly OwnAddresses _own = new();

    /// <param name="secret">32 bytes that no peer knows.</param>
    /// <param name="allowPrivate">Whether addresses of a machine or a site may be stored.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Seeded in tests, unpredictable in production.</param>
    public AddressTable(byte[] secret, bool allowPrivate, TimeProvider time, Random random) =>
        (_placement, _allowPrivate, _time, _random) = (new AddressPlacement(secret), allowPrivate, time, random);

    public int NewCount => _new.Count;

    public int TriedCount => _tried.Count;

    public int Count => _all.Count;

    /// <summary>Every address, in no order that means anything but one that stands still while nothing is added or removed.</summary>
    public IReadOnlyList<KnownAddress> All => _all;

    public KnownAddress? Find(NetworkAddress address) => _known.GetValueOrDefault(address);

    /// <summary>Hears of an address. All of it is hearsay.</summary>
    /// <param name="entry">What was told.</param>
    /// <param name="source">Who told it, without a port.</param>
    /// <returns>Whether it is in the table now and was not before.</returns>
    public bool Add(AddressEntry entry, UInt128 source)
    {
        if (!Routability.IsUsable(entry.Address, _allowPrivate) || _own.Contains(entry.Address)) return false;
        var seen = Believed(entry.LastSeen, isOwnWord: source == entry.Address.Address);
        if (_known.TryGetValue(entry.Address, out var known))
        {
            Refresh(known, entry.Services, seen);
            return false;
        }

        var heard = new KnownAddress(entry.Address, source) { Services = entry.Services, LastSeen = seen };
        if (heard.IsTerrible(Now)) return false;
        return PutAmongNew(heard);
    }

    /// <summary>An address turned out to be this node's: it is forgotten, and not taken again.</summary>
    public void MarkOwn(NetworkAddress address)
    {
        _own.Add(address);
        if (_known.TryGetValue(address, out var known)) Remove(known);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>What is believed of a claimed "last seen": nothing from the future or from before all networks, and 2 h less from a third party.</summary>
    private long Believed(uint claimed, bool isOwnWord)
    {
        var now = Now;
        var seen = claimed <= OldestPlausible || claimed > now + (long)KnownAddress.Ahead.TotalSeconds
            ? now - (long)Implausible.TotalSeconds
            : claimed;
        return isOwnWord ? seen : seen - (long)Penalty.TotalSeconds;
    }

    private void Refresh(KnownAddress known, NodeServices services, long seen)
    {
        var added = known.Services | services;
        var isNewer = seen > known.LastSeen + (long)WorthUpdating.TotalSeconds;
        if (added == known.Services && !isNewer) return;
        known.Services = added;
        if (isNewer) known.LastSeen = seen;
        Touch(known);
    }

    private bool PutAmongNew(KnownAddress address)
    {
        var slot = _placement.OfNew(address.Address, address.Source);
        if (_new[slot] is { } there)
        {
            if (!there.IsTerrible(Now)) return false;
            Remove(there);
        }

        address.IsTried = false;
        _new.Put(slot, address);
        Enlist(address);
        return true;
    }

    private void Enlist(KnownAddress address)
    {
        _known.Add(address.Address, address);
        address.Index = _all.Count;
        _all.Add(address);
        Touch(address);
    }

    private void Remove(KnownAddress address)
    {
        ClearPlace(address);
        Unlist(address);
        if (address.IsTried) _tests.Remove(address.Address);
        MarkRemoved(address.Address);
    }

    private void Unlist(KnownAddress address)
    {
        _known.Remove(address.Address);
        var last = _all[^1];
        _all[address.Index] = last;
        last.Index = address.Index;
        _all.RemoveAt(_all.Count - 1);
        address.Index = -1;
    }

    private void ClearPlace(KnownAddress address)
    {
        if (address.IsTried) _tried.Clear(_placement.OfTried(address.Address));
        else _new.Clear(_placement.OfNew(address.Address, address.Source));
    }
}
