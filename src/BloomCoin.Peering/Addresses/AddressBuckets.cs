namespace BloomCoin.Peering.Addresses;

/// <summary>Buckets of 64 places each: one half of the table. Its memory is fixed.</summary>
/// <param name="count">Buckets.</param>
internal sealed class AddressBuckets(int count)
{
    private readonly KnownAddress?[] _slots = new KnownAddress?[count * AddressPlacement.BucketSize];
    private readonly int[] _sizes = new int[count];
    private readonly List<int> _used = new(count);
    private readonly int[] _usedAt = new int[count];

    /// <summary>Addresses held.</summary>
    public int Count { get; private set; }

    public KnownAddress? this[int slot] => _slots[slot];

    /// <summary>Puts an address where nothing is.</summary>
    public void Put(int slot, KnownAddress address)
    {
        if (_slots[slot] is not null) throw new InvalidOperationException($"place {slot} is taken");
        _slots[slot] = address;
        Count++;
        var bucket = slot / AddressPlacement.BucketSize;
        if (_sizes[bucket]++ > 0) return;
        _usedAt[bucket] = _used.Count;
        _used.Add(bucket);
    }

    public void Clear(int slot)
    {
        if (_slots[slot] is null) throw new InvalidOperationException($"place {slot} is empty");
        _slots[slot] = null;
        Count--;
        var bucket = slot / AddressPlacement.BucketSize;
        if (--_sizes[bucket] > 0) return;
        var last = _used[^1];
        _used[_usedAt[bucket]] = last;
        _usedAt[last] = _usedAt[bucket];
        _used.RemoveAt(_used.Count - 1);
    }

    /// <summary>An address of a bucket chosen by chance: a network that has few buckets is chosen seldom, however full they are. Null when there is none.</summary>
    public KnownAddress? Draw(Random random)
    {
        if (Count == 0) return null;
        var bucket = _used[random.Next(_used.Count)];
        var nth = random.Next(_sizes[bucket]);
        for (var slot = bucket * AddressPlacement.BucketSize; ; slot++)
        {
            if (_slots[slot] is { } address && nth-- == 0) return address;
        }
    }
}
