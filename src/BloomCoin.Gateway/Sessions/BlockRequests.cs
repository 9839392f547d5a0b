using System.Diagnostics;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Connections;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;
using BloomCoin.Telemetry;

namespace BloomCoin.Gateway.Sessions;

/// <summary>GET_BLOCKS that wait for their BLOCKs and NOT_FOUNDs. A block is matched to its request by its hash.</summary>
internal sealed class BlockRequests(PeerSession session)
{
    /// <summary>GET_BLOCKS that one peer may be sent in a minute: a requester paces itself (wire-protocol 5 and 6).</summary>
    public const int RequestsPerMinute = 20;

    /// <summary>What an answer may take in all. What came by then is the answer: the rest is asked of others.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly TokenBucket _pace = new(RequestsPerMinute, session.Context.Time);
    private readonly Lock _lock = new();
    private readonly List<PendingBlocks> _pending = [];
    private long _progress;

    /// <summary>Whether any block is wanted from this peer.</summary>
    public bool Any
    {
        get
        {
            lock (_lock) return _pending.Count > 0;
        }
    }

    /// <summary>How long the peer has owed a block without sending one; null when it owes none.</summary>
    public TimeSpan? Owed
    {
        get
        {
            lock (_lock) return _pending.Count == 0 ? null : session.Context.Time.GetElapsedTime(_progress);
        }
    }

    /// <summary>Asks, and completes when every hash was delivered or is not found, or enough bytes have come; with what came when the connection ends.</summary>
    public async Task<BlockBatch> Ask(BlockRequest request)
    {
        using var span = Instrumentation.Source.StartActivity("bloom.block.requested", ActivityKind.Client);
        span?.SetTag("bloom.blocks", request.Count).SetTag("network.peer.address", session.Connection.Remote.Address.ToString());
        await Pace();
        var pending = new PendingBlocks(request, session.Context.Time.GetTimestamp());
        lock (_lock)
        {
            if (_pending.Count == 0) _progress = session.Context.Time.GetTimestamp();
            _pending.Add(pending);
        }

        session.Send(new GetBlocksMessage(new HashList(request.Hashes)));
        if (session.Connection.Cause is { } cause) Abandon(cause);
        return await pending.Answer;
    }

    /// <summary>Takes a block in; false when nobody waits for it.</summary>
    public bool Deliver(Hash256 hash, BlockMessage block)
    {
        lock (_lock)
        {
            var index = 0;
            while (index < _pending.Count && !_pending[index].TryDeliver(hash, block.Block)) index++;
            if (index == _pending.Count) return false;
            Progress(index);
            return true;
        }
    }

    /// <summary>The peer does not have these. False when none of them was asked for.</summary>
    public bool Missing(ReadOnlySpan<byte> hashes)
    {
        var any = false;
        lock (_lock)
        {
            for (; hashes.Length >= Hash256.Length; hashes = hashes[Hash256.Length..])
            {
                var hash = new Hash256(hashes);
                var index = _pending.FindIndex(pending => pending.TryMiss(hash));
                if (index < 0) continue;
                any = true;
                Progress(index);
            }
        }

        return any;
    }

    /// <summary>The connection ended: each request completes with what came, or fails when nothing did.</summary>
    public void Abandon(CloseCause cause)
    {
        lock (_lock)
        {
            foreach (var pending in _pending) pending.Abandon($"{PeerAddress.Display(session.Key)}: {cause.Reason}, {cause.Detail}");
            _pending.Clear();
        }
    }

    /// <summary>Gives up on answers that take too long. Called once a second for every peer, so it allocates nothing while there is none.</summary>
    public void Expire()
    {
        lock (_lock)
        {
            if (_pending.Count > 0) _pending.RemoveAll(HasExpired);
        }
    }

    private bool HasExpired(PendingBlocks pending)
    {
        if (session.Context.Time.GetElapsedTime(pending.Asked) < Longest) return false;
        pending.Abandon($"{PeerAddress.Display(session.Key)}: no block in {Longest.TotalSeconds:0} s");
        return true;
    }

    private async Task Pace()
    {
        TimeSpan wait;
        lock (_lock) wait = _pace.Reserve();
        if (wait == TimeSpan.Zero) return;
        try
        {
            await Task.Delay(wait, session.Context.Time, session.Connection.Closing);
        }
        catch (OperationCanceledException exception)
        {
            throw new PeerUnavailableException($"{PeerAddress.Display(session.Key)}: the connection ended", exception);
        }
    }

    private void Progress(int index)
    {
        _progress = session.Context.Time.GetTimestamp();
        if (_pending[index].IsComplete) _pending.RemoveAt(index);
    }
}
