using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;

namespace BloomCoin.Gateway.Sessions;

/// <summary>One GET_BLOCKS and what has come of it. Its owner locks.</summary>
internal sealed class PendingBlocks(BlockRequest request, long asked)
{
    private readonly TaskCompletionSource<BlockBatch> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BlockBatchBuilder _blocks = new();
    private readonly bool[] _settled = new bool[request.Count];
    private int _next, _open = request.Count;

    /// <summary>Timestamp of the request.</summary>
    public long Asked => asked;

    public Task<BlockBatch> Answer => _answer.Task;

    public bool IsComplete => _answer.Task.IsCompleted;

    /// <summary>Takes a block that this request asked for. Past the bytes asked for the answer is complete as it is: the rest is asked for again.</summary>
    public bool TryDeliver(Hash256 hash, ReadOnlySpan<byte> block)
    {
        if (!TrySettle(hash)) return false;
        _blocks.Add(block);
        if (_open == 0 || _blocks.Length >= request.MaxBytes) _answer.TrySetResult(_blocks.Build());
        return true;
    }

    /// <summary>Takes note that a block of this request will not come.</summary>
    public bool TryMiss(Hash256 hash)
    {
        if (!TrySettle(hash)) return false;
        if (_open == 0) _answer.TrySetResult(_blocks.Build());
        return true;
    }

    /// <summary>Nothing more will come.</summary>
    public void Abandon(string why)
    {
        if (_blocks.Count > 0) _answer.TrySetResult(_blocks.Build());
        else _answer.TrySetException(new PeerUnavailableException(why));
    }

    /// <summary>Answers come in the order asked, so the search starts after the last one found and nearly always ends there.</summary>
    private bool TrySettle(Hash256 hash)
    {
        for (var tried = 0; tried < request.Count; tried++)
        {
            var index = (_next + tried) % request.Count;
            if (_settled[index] || request[index] != hash) continue;
            _settled[index] = true;
            _next = index + 1;
            _open--;
            return true;
        }

        return false;
    }
}
