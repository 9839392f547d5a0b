using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <summary>Gathers the bodies of a request: from the cache, else from the store, in the order asked, as many as fit.</summary>
internal sealed class BlockGathering(IChainStore store, BodyCache cache)
{
    /// <summary>Blocks that one query reads: a miss brings its neighbours in.</summary>
    private const int ReadAhead = 100;

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
