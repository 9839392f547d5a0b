using System.Diagnostics;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Telemetry;

namespace BloomCoin.Grains.Sync;

/// <summary>One request for blocks, as the beginning of a trace: asked of a peer, received at its socket, appended when it is its turn.</summary>
internal sealed class RequestTrace
{
    private ActivityContext _context;

    /// <summary>Asks, and begins the trace.</summary>
    public async Task<BlockBatch> Ask(RemotePeer peer, BlockRequest wanted)
    {
        using var span = Instrumentation.StartTrace("bloom.sync.request", ActivityKind.Client);
        span?.SetTag("bloom.blocks", wanted.Count);
        _context = span?.Context ?? default;
        try
        {
            return await peer.RequestBlocks(wanted);
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            throw;
        }
    }

    /// <summary>Hands on what was delivered, in the same trace.</summary>
    public async Task<AppendReport> Append(IChainGrain chain, BlockBatch blocks)
    {
        using var span = _context == default ? null : Instrumentation.Source.StartActivity("bloom.sync.append", ActivityKind.Internal, _context);
        return await chain.Append(blocks);
    }
}

/// <summary>The traces of blocks that wait to be appended, by the first one's height: as many as there are ranges that wait.</summary>
internal sealed class RequestTraces
{
    private readonly SortedList<int, RequestTrace> _traces = [];

    public void Delivered(int start, RequestTrace trace) => _traces[start] = trace;

    public Task<AppendReport> Append(int start, IChainGrain chain, BlockBatch blocks) =>
        _traces.TryGetValue(start, out var trace) ? trace.Append(chain, blocks) : chain.Append(blocks);

    public void DropBelow(int height)
    {
        while (_traces.Count > 0 && _traces.GetKeyAtIndex(0) < height) _traces.RemoveAt(0);
    }
}
