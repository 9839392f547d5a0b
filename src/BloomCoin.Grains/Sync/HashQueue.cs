using BloomCoin.Chain;

namespace BloomCoin.Grains.Sync;

/// <summary>The hashes of consecutive checked headers whose blocks are not stored yet, by height.</summary>
/// <param name="first">The height of the first.</param>
internal sealed class HashQueue(int first)
{
    /// <summary>Hashes that may lie unused before what is kept is moved to the front.</summary>
    private const int MaxUnused = 4096;

    private readonly List<Hash256> _hashes = [];
    private int _listStart = first;

    /// <summary>The height of the lowest hash that is kept.</summary>
    public int Start { get; private set; } = first;

    /// <summary>The height after the highest.</summary>
    public int End => _listStart + _hashes.Count;

    public int Count => End - Start;

    public Hash256 this[int height] => _hashes[height - _listStart];

    public void Add(Hash256 hash) => _hashes.Add(hash);

    /// <summary>The hashes of some consecutive heights.</summary>
    public List<Hash256> Slice(int start, int count) => _hashes.GetRange(start - _listStart, count);

    /// <summary>What is below a height is stored: its hash is not needed any more.</summary>
    public void DropBelow(int height)
    {
        Start = Math.Max(Start, height);
        if (Start - _listStart < MaxUnused) return;
        _hashes.RemoveRange(0, Start - _listStart);
        _listStart = Start;
    }
}
