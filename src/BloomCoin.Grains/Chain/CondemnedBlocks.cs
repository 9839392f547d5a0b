using BloomCoin.Chain;

namespace BloomCoin.Grains.Chain;

/// <summary>Hashes of blocks that are invalid whatever their bodies: neither they nor what follows them is judged, or fetched, again.</summary>
/// <remarks>Bounded, the oldest forgotten, and not kept over a restart: a block that is forgotten costs one judgement more.</remarks>
internal sealed class CondemnedBlocks
{
    /// <summary>Hashes that are remembered: about 1 MB.</summary>
    public const int MaxRemembered = 10_000;

    private readonly HashSet<Hash256> _hashes = [];
    private readonly Queue<Hash256> _oldest = new();

    public bool Contains(Hash256 hash) => _hashes.Contains(hash);

    public void Add(Hash256 hash)
    {
        if (!_hashes.Add(hash)) return;
        _oldest.Enqueue(hash);
        if (_oldest.Count > MaxRemembered) _hashes.Remove(_oldest.Dequeue());
    }
}
