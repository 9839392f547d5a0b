using System.Runtime.CompilerServices;
using System.Text.Json;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Client;
using BloomCoin.Client.Facts;
using BloomCoin.Client.Watch;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BloomCoin.Web.Live;

/// <summary>Looks at the node for all who watch, four times a second, and not at all while nobody does.</summary>
/// <remarks>
/// Every watcher is given the newest frame when it is ready for one: who reads slowly sees fewer, and no queue grows. At most <see
/// cref="MaxWatchers"/> watch.
/// </remarks>
internal sealed class LiveFeed(IBloomClient node, TimeProvider time, IOptions<JsonOptions> json) : BackgroundService
{
    /// <summary>Open pages of one silo.</summary>
    public const int MaxWatchers = 200;

    private const int Blocks = 12, MaxPeers = 1000;

    /// <summary>Peers change less than phases, and asking for them asks every gateway.</summary>
    private const int PeersEvery = 8;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>A node that is silent for longer is called lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly LiveFrame Nothing = new(null, null, null, null);

    private readonly NodePoll _poll = new(node);
    private readonly Lock _lock = new();
    private IReadOnlyList<BlockSummaryFacts> _blocks = [];
    private TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<LiveFrame> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LiveFrame _latest = Nothing;
    private int _watchers, _beats;

    /// <summary>How many watch.</summary>
    public int Watchers => Volatile.Read(ref _watchers);

    /// <summary>Takes a watcher in; false when there are as many as may be. Whoever got in leaves with <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_watchers == MaxWatchers) return false;
            if (_watchers++ > 0) return true;
            _latest = Nothing;   // what the last one saw is old
            _watched.TrySetResult();
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_watchers == 0) _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Frames from now on, the newest each time.</summary>
    public async IAsyncEnumerable<LiveFrame> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        LiveFrame? seen = null;
        while (true)
        {
            var next = _next.Task;
            if (_latest is var latest && ReferenceEquals(latest, seen)) latest = await next.WaitAsync(cancellation);
            yield return seen = latest;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _watched.Task.WaitAsync(stoppingToken);
                Show(await Look(stoppingToken));
                await Task.Delay(Beat, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Watchers' connections end with the host.
        }
    }

    private void Show(LiveFrame frame)
    {
        var shown = _next;
        _latest = frame;
        _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        shown.SetResult(frame);
    }

    private async Task<LiveFrame> Look(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var snapshot = await _poll.Read(limit.Token);
            var blocks = await ReadBlocks(snapshot, limit.Token);
            var peers = _beats++ % PeersEvery == 0 || _latest.Peers is null
                ? Write(LivePeers.Of(await node.Peers.List(PeerOrder.Age, descending: true, MaxPeers, limit.Token)))
                : _latest.Peers;
            return new LiveFrame(
                Write(LiveState.Of(snapshot, time.GetUtcNow())),
                ReferenceEquals(blocks, _blocks) && _latest.Blocks is { } known ? known : Write(_blocks = blocks),
                peers,
                Lost: null);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            return _latest with { Lost = Write(new { reason = failure is OperationCanceledException ? "no answer" : failure.Message }) };
        }
    }

    private async Task<IReadOnlyList<BlockSummaryFacts>> ReadBlocks(NodeSnapshot snapshot, CancellationToken cancellation)
    {
        if (_blocks.Count > 0 && _blocks[0].Hash == snapshot.Tip.Hash.ToString()) return _blocks;
        return await BlockSummaryFacts.Read(node, snapshot.Tip.Height, Math.Min(Blocks, snapshot.Tip.Height + 1), cancellation);
    }

    private string Write<T>(T value) => JsonSerializer.Serialize(value, json.Value.SerializerOptions);
}
