using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IChainSegmentGrain"/>
/// <remarks>
/// An invalidation may be lost, and its caller may die before it. So the last header is read again with those after it: each header names
/// its parent by hash, and as long as the last is on the best chain, so are all before it.
/// </remarks>
[OnCompute]
internal sealed class ChainSegmentGrain(IChainStore store, BlockGathering bodies, TimeProvider time) : Grain, IChainSegmentGrain
{
    /// <summary>How long what was read is believed: one query in it, however often the segment is asked.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    /// <summary>Headers from the segment's first height on, as they go over the wire. Never written to again: answers are slices of it.</summary>
    private byte[] _headers = [];

    /// <summary>Whether the store had no more than <see cref="_headers"/> when it was last asked.</summary>
    private bool _isWhole;

    private long _asked;

    private int First => (int)this.GetPrimaryKeyLong() * IChainSegmentGrain.Heights;

    private int Cached => _headers.Length / BlockHeader.Length;

    public async Task<HeaderRange> GetHeaders(int start, int count)
    {
        var from = start - First;
        if (from is < 0 or >= IChainSegmentGrain.Heights || count < 1) return new HeaderRange(start, default);

        var to = (int)Math.Min(IChainSegmentGrain.Heights, from + (long)count);
        if ((to > Cached && !_isWhole) || time.GetElapsedTime(_asked) >= Believed) await ReadMore();

        to = Math.Min(to, Cached);
        if (from >= to) return new HeaderRange(start, default);
        return new HeaderRange(start, _headers.AsMemory((from * BlockHeader.Length)..(to * BlockHeader.Length)));
    }

    public Task<BlockAnswer> GetBlocks(BlockRequest request) => bodies.Gather(request);

    public Task Invalidate(int fromHeight)
    {
        var keep = Math.Clamp(fromHeight - First, 0, IChainSegmentGrain.Heights);
        if (keep < Cached) _headers = _headers[..(keep * BlockHeader.Length)];
        _isWhole = false;
        return Task.CompletedTask;
    }

    private async Task ReadMore()
    {
        var before = Math.Max(0, Cached - 1);
        var last = _headers.AsMemory(before * BlockHeader.Length);
        var more = await store.ReadHeaders(First + before, IChainSegmentGrain.Heights - before);
        if (!more.AsSpan().StartsWith(last.Span)) _headers = await store.ReadHeaders(First, IChainSegmentGrain.Heights);
        else if (more.Length > last.Length) _headers = [.. _headers, .. more.AsSpan(last.Length)];
        (_isWhole, _asked) = (true, time.GetTimestamp());
    }
}
