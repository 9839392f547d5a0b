using BloomCoin.Chain;
using Microsoft.Extensions.Caching.Memory;

namespace BloomCoin.Grains.Chain;

/// <summary>Bodies of blocks that were asked for lately on this silo, by hash, bounded in bytes; the least recently used go first. A body never changes.</summary>
internal sealed class BodyCache : IDisposable
{
    /// <summary>Bytes of bodies that one silo keeps: 90 000 blocks of the usual size.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    private readonly MemoryCache _bodies = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    public byte[]? Find(Hash256 hash) => _bodies.Get<byte[]>(hash);

    public void Add(Hash256 hash, byte[] body) => _bodies.Set(hash, body, new MemoryCacheEntryOptions { Size = body.Length });

    public void Dispose() => _bodies.Dispose();
}
