using BloomCoin.Chain;

namespace BloomCoin.Gateway.Propagation;

/// <summary>The last blocks that a peer is known to have: it sent or announced them, or was sent them. It is not told of these.</summary>
/// <remarks>A ring of 1 KB, made with the first: more blocks than are news at any time.</remarks>
internal sealed class KnownBlocks
{
    public const int Remembered = 32;

    private readonly Lock _lock = new();
    private Hash256[]? _hashes;
    private int _next;

    public void Add(Hash256 hash)
    {
        lock (_lock)
        {
            _hashes ??= new Hash256[Remembered];
            if (_hashes.AsSpan().Contains(hash)) return;
            _hashes[_next] = hash;
            _next = (_next + 1) % Remembered;
        }
    }

    public bool Contains(Hash256 hash)
    {
        lock (_lock) return _hashes.AsSpan().Contains(hash);
    }
}
