using System.Buffers.Binary;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// Txids that one peer is known to know lately: it announced or sent them, or was told of them. They are not announced to it.
/// </summary>
/// <remarks>
/// Eight bytes of each are enough: to hide another's transaction from a peer, one would have to find 64 bits of its double hash again.
/// Nothing is allocated before the first, and the array grows as it fills: an idle connection must stay small.
/// </remarks>
internal sealed class KnownTransactions
{
    /// <summary>
    /// Txids remembered, 8 bytes each: what a peer tells in minutes. The oldest is forgotten first, and is announced once too often at
    /// worst.
    /// </summary>
    public const int Limit = 1000;

    private const int First = 16;

    private readonly Lock _lock = new();
    private ulong[] _prefixes = [];
    private int _count, _next;

    public bool Contains(ReadOnlySpan<byte> txid)
    {
        var prefix = BinaryPrimitives.ReadUInt64LittleEndian(txid);
        lock (_lock) return _prefixes.AsSpan(0, _count).Contains(prefix);
    }

    /// <summary>Takes note of a txid; false when it was known.</summary>
    public bool Add(ReadOnlySpan<byte> txid)
    {
        var prefix = BinaryPrimitives.ReadUInt64LittleEndian(txid);
        lock (_lock)
        {
            if (_prefixes.AsSpan(0, _count).Contains(prefix)) return false;
            if (_next == _prefixes.Length && _next < Limit) Array.Resize(ref _prefixes, Math.Clamp(_next * 2, First, Limit));
            if (_next == Limit) _next = 0;
            _prefixes[_next++] = prefix;
            _count = Math.Max(_count, _next);
            return true;
        }
    }
}
