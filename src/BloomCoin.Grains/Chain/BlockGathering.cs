using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>Gathers the bodies of a request on one silo.</summary>
internal sealed class BlockGathering(IChainStore store, BodyCache cache)
{
    /// <summary>Blocks that one query reads: a miss brings its neighbours in.</summary>
    private const int ReadAhead = 100;

    /// <summary>What is at hand is given in small pieces: their arrays die young, where those over 85 KB wait for the costliest collection.</summary>
    private const int CachedBytes = 48 * 1024;

    /// <summary>The leading blocks of a request that are in the cache, up to <see cref="CachedBytes"/>; none when the first is not.</summary>
    public BlockAnswer FromCache(BlockRequest request)
    {
        var blocks = new BlockBatchBuilder();
        var (answered, most) = (0, Math.Min(CachedBytes, request.MaxBytes));
        while (answered < request.Count && (answered == 0 || blocks.Length < most) && cache.Find(request[answered]) is { } body)
        {
            blocks.Add(body);
            answered++;
        }

        return new BlockAnswer(blocks.Build(), answered, []);
    }

    /// <summary>Keeps the blocks of an answer that another silo gave.</summary>
    public void Keep(BlockRequest request, BlockAnswer answer)
    {
        var found = answer.Found.Split();
        var missing = answer.Missing.AsSpan();
        for (var (index, next) = (0, 0); index < answer.Answered; index++)
        {
            if (missing.StartsWith(request.Hashes.AsSpan(index * Hash256.Length, Hash256.Length)))
            {
                missing = missing[Hash256.Length..];
                continue;
            }

            var body = found[next++];
            if (cache.Find(request[index]) is null) cache.Add(request[index], body.ToArray());
        }
    }

    /// <summary>From the cache, else from the store, in the order asked, as many as fit.</summary>
    public async Task<BlockAnswer> Gather(BlockRequest request)
    {
        var blocks = new BlockBatchBuilder();
        var missing = new List<byte>();
        var answered = 0;
        while (answered < request.Count && (answered == 0 || blocks.Length < request.MaxBytes))
        {
            var hash = request[answered];
            if ((cache.Find(hash) ?? await Read(request, answered, request.MaxBytes - blocks.Length)) is { } body) blocks.Add(body);
            else missing.AddRange(hash.ToArray());
            answered++;
        }

        return new BlockAnswer(blocks.Build(), answered, [.. missing]);
    }

    /// <summary>Reads the block at <paramref name="index"/> and those asked for after it; returns the first.</summary>
    private async Task<byte[]?> Read(BlockRequest request, int index, long maxBytes)
    {
        var hashes = new List<Hash256>(ReadAhead);
        for (var i = index; i < request.Count && hashes.Count < ReadAhead; i++) hashes.Add(request[i]);

        var bodies = await store.ReadBlocks(hashes, Math.Max(1, maxBytes));
        for (var i = 0; i < bodies.Count; i++)
        {
            if (bodies[i] is { } body) cache.Add(hashes[i], body);
        }

        return bodies.Count == 0 ? null : bodies[0];
    }
}
