using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Storage;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IChainSegmentGrain"/>
internal sealed class ChainSegmentGrain(IChainStore store, BlockGathering bodies) : Grain, IChainSegmentGrain
{
    /// <summary>Headers from the segment's first height on, as they go over the wire.</summary>
    private byte[] _headers = [];

    /// <summary>Whether the store had no more than <see cref="_headers"/> when it was last asked.</summary>
    private bool _isWhole;

    private int First => (int)this.GetPrimaryKeyLong() * IChainSegmentGrain.Heights;

    private int Cached => _headers.Length / BlockHeader.Length;

    public async Task<HeaderRange> GetHeaders(int start, int count)
    {
        var from = start - First;
        if (from is < 0 or >= IChainSegmentGrain.Heights || count < 1) return new HeaderRange(start, []);

        var to = (int)Math.Min(IChainSegmentGrain.Heights, from + (long)count);
        if (to > Cached && !_isWhole) await ReadMore();

        to = Math.Min(to, Cached);
        if (from >= to) return new HeaderRange(start, []);
        if (from == 0 && to == Cached) return new HeaderRange(start, _headers);
        return new HeaderRange(start, _headers[(from * BlockHeader.Length)..(to * BlockHeader.Length)]);
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
        var more = await store.ReadHeaders(First + Cached, IChainSegmentGrain.Heights - Cached);
        _headers = Cached == 0 ? more : [.. _headers, .. more];
        _isWhole = true;
    }
}
