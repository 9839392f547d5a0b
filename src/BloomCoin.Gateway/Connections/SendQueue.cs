using System.IO.Pipelines;
using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

/// <summary>Frames on their way to one peer: encoded once, straight into pooled memory, bounded in bytes, sent together.</summary>
/// <remarks>
/// wire-protocol 6: at most 4 MiB wait for one peer, or the one frame that is larger. A peer that lets more wait reads too slowly.
/// While less than <see cref="LowWater"/> waits, any one frame fits: who awaits room before each frame is never refused. A frame
/// that took more than there was does not count against the small ones behind it: a PONG behind a block of 32 MiB is no fault.
/// </remarks>
internal sealed class SendQueue(NetworkMagic magic)
{
    /// <summary>The most unsent bytes (wire-protocol 6).</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Below this there is room for more of a long answer; small messages wait behind no more than it.</summary>
    public const int LowWater = 256 * 1024;

    private const int SegmentBytes = 16 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(minimumSegmentSize: SegmentBytes, pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Lock _writing = new();
    private TaskCompletionSource? _room;
    private long _queued, _oversize;
    private bool _closed;

    /// <summary>Encoded and not yet given to the socket.</summary>
    public long Queued => Interlocked.Read(ref _queued);

    /// <summary>What the send loop drains.</summary>
    public PipeReader Frames => _pipe.Reader;

    /// <summary>Encodes a message behind what waits already; false when it does not fit the bound. Nothing is queued after <see cref="Close"/>.</summary>
    public bool TryAdd<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var length = FrameWriter.LengthOf(message);
        lock (_writing)
        {
            if (_closed) return true;
            if (_queued + length > MaxBytes + _oversize)
            {
                if (_queued >= LowWater) return false;
                _oversize = length;
            }

            FrameWriter.Write(_pipe.Writer, magic, message);
            Interlocked.Add(ref _queued, length);
            Flush();
            return true;
        }
    }

    /// <summary>Completes when less than <see cref="LowWater"/> waits: how a long answer paces itself to its reader.</summary>
    public Task WaitForRoom(CancellationToken cancellation)
    {
        lock (_writing)
        {
            if (_queued < LowWater || _closed) return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The socket took bytes.</summary>
    public void Sent(long bytes)
    {
        lock (_writing)
        {
            if (Interlocked.Add(ref _queued, -bytes) >= LowWater) return;
            _oversize = 0;
            ReleaseWaiters();
        }
    }

    /// <summary>No more frames; the send loop ends when it has drained what is queued.</summary>
    public void Close()
    {
        lock (_writing)
        {
            if (_closed) return;
            _closed = true;
            _pipe.Writer.Complete();
            ReleaseWaiters();
        }
    }

    private void ReleaseWaiters()
    {
        _room?.TrySetResult();
        _room = null;
    }

    /// <summary>Completes at once: the pipe has no threshold of its own, <see cref="MaxBytes"/> is the bound.</summary>
    private void Flush()
    {
        var flush = _pipe.Writer.FlushAsync();
        if (flush.IsCompleted) flush.GetAwaiter().GetResult();
        else throw new InvalidOperationException("a pipe without a threshold made its writer wait");
    }
}
