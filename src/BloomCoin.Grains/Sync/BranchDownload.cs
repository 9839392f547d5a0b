using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Peering.Sync;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Sync;

/// <summary>
/// Downloads the blocks of checked headers from many peers at once and hands them to the chain in order, one append at a time.
/// </summary>
internal sealed class BranchDownload(
    HashQueue hashes, IChainGrain chain, BlockRequestSize size, PeerVerdicts verdicts, TimeProvider time, ILogger log)
{
    /// <summary>An answer ends when it is this large; blocks are seldom so much larger than those before them.</summary>
    private const int MaxAnswerBytes = 2 * BlockRequestSize.TargetBytes;

    private readonly BlockWindow _window = new(hashes.Start, time);
    private readonly List<Request> _requests = [];
    private readonly Dictionary<PeerLoad, RemotePeer> _used = [];
    private readonly RequestTraces _traces = new();
    private Task<AppendReport>? _append;

    /// <summary>How many requests are under way.</summary>
    public int Requests => _requests.Count;

    /// <summary>Whom it has asked.</summary>
    public IReadOnlyCollection<PeerLoad> Used => _used.Keys;

    /// <summary>The tip after the last append; null before the first.</summary>
    public ChainTip? Tip { get; private set; }

    /// <summary>Timestamp of the last block appended; null before the first.</summary>
    public long? LastAppend { get; private set; }

    /// <summary>Whether every block whose header is known is stored.</summary>
    public bool IsDone => _window.Appended == hashes.End;

    public IEnumerable<Task> InFlight =>
        _requests.Select(request => (Task)request.Answer).Concat(_append is null ? Array.Empty<Task>() : [_append]);

    /// <summary>Sends the requests that the window wants, and the next append.</summary>
    public void Assign(IReadOnlyCollection<SyncCandidate> candidates)
    {
        var remotes = candidates.ToDictionary(candidate => candidate.Load, candidate => candidate.Remote);
        IReadOnlyCollection<PeerLoad> peers = size.IsKnown ? remotes.Keys : [.. remotes.Keys.Where(peer => peer.Asks.Count == 0)];
        var assignment = _window.Assign(peers, hashes.End, size.Next);
        foreach (var silent in assignment.Silent) verdicts.Slow(_used[silent], "blocks", time.GetElapsedTime(silent.Asks[0].AskedAt));
        foreach (var ask in assignment.Asks)
        {
            var remote = _used[ask.Peer] = remotes[ask.Peer];
            var wanted = BlockRequest.For(hashes.Slice(ask.Start, ask.Count), MaxAnswerBytes);
            var trace = new RequestTrace();
            _requests.Add(new Request(ask, remote, trace, trace.Ask(remote, wanted)));
        }

        if (_append is null && _window.Ready is { } ready) _append = _traces.Append(ready.Start, chain, new BlockBatch(ready.Blocks!));
    }

    /// <summary>Takes in what has completed since then. The chain's refusal, when there is one that ends this download.</summary>
    /// <exception cref="Exception">The chain could not be reached or could not store.</exception>
    public BlockRefusal? Settle()
    {
        foreach (var request in _requests.Where(request => request.Answer.IsCompleted).ToList())
        {
            _requests.Remove(request);
            Take(request);
        }

        if (_append is not { IsCompleted: true } append) return null;
        _append = null;
        return Take(append.GetAwaiter().GetResult());
    }

    /// <inheritdoc cref="BlockWindow.CanGoOn"/>
    public bool CanGoOn(IReadOnlyCollection<SyncCandidate> candidates, bool evenSilent) =>
        _append is not null || _window.CanGoOn([.. candidates.Select(candidate => candidate.Load)], hashes.End, evenSilent);

    /// <summary>The download is over. What is in flight still counts against its peers until it is answered.</summary>
    public void Abandon()
    {
        foreach (var request in _requests) Release(request);
        _requests.Clear();
    }

    private void Take(Request request)
    {
        var (ask, remote) = (request.Ask, request.Peer);
        if (!request.Answer.IsCompletedSuccessfully)
        {
            log.BlocksLost(request.Answer.Exception?.InnerException, remote.Address, ask.Count, ask.Start);
            _window.Lose(ask);
            return;
        }

        var answer = request.Answer.GetAwaiter().GetResult();
        var (count, blocks) = InOrder(answer.Blob, ask);
        if (count > 0) size.Delivered(count, blocks.Length);
        if (count > 0) _traces.Delivered(ask.Start, request.Trace);
        if (count < ask.Count) log.BlocksMissing(remote.Address, count, ask.Count, ask.Start);
        if (_window.Deliver(ask, count, blocks, isCut: answer.Blob.Length >= MaxAnswerBytes))
            verdicts.Note(remote, PeerEvent.FastResponse);
    }

    private BlockRefusal? Take(AppendReport report)
    {
        var deliverer = _used[_window.Ready!.Deliverer!];
        Tip = report.Tip;
        if (report.Accepted > 0) LastAppend = time.GetTimestamp();
        _window.Append(report.Accepted);
        hashes.DropBelow(_window.Appended);
        _traces.DropBelow(_window.Appended);
        if (report.Refusal is not { } refusal)
        {
            verdicts.Note(deliverer, PeerEvent.ValidBlock);
            return null;
        }

        var detail = $"block {refusal.Height} breaks rule {refusal.Rule}: {refusal.Reason}";
        if (refusal.Kind is RefusalKind.Invalid or RefusalKind.Condemned)
            verdicts.Disconnect(deliverer, PeerFault.InvalidBlock, detail);
        return refusal.Kind == RefusalKind.Invalid ? null : refusal;
    }

    /// <summary>The blocks of an answer up to its first gap.</summary>
    private (int Count, byte[] Blocks) InOrder(byte[] answer, BlockAsk ask)
    {
        ReadOnlyMemory<byte> rest = answer;
        var (count, length) = (0, 0);
        while (count < ask.Count
            && BlockBatch.TryTake(ref rest, out var block)
            && block.Length >= BlockHeader.Length
            && ask.Start + count >= hashes.Start
            && BlockHeader.HashOf(block.Span) == hashes[ask.Start + count])
        {
            count++;
            length += BlockBatch.PrefixLength + block.Length;
        }

        return (count, length == answer.Length ? answer : answer[..length]);
    }

    private static async void Release(Request request)
    {
        await ((Task)request.Answer)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        BlockWindow.Forget(request.Ask);
    }

    private sealed record Request(BlockAsk Ask, RemotePeer Peer, RequestTrace Trace, Task<BlockBatch> Answer);
}
