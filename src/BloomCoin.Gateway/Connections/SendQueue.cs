using BloomCoin.Protocol.Frames;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Connections;

/// <summary>Frames on their way to one peer: encoded once, straight into pooled memory, bounded in bytes, sent together.</summary>
/// <remarks>
/// wire-protocol 6: at most 4 MiB wait for one peer, over all lanes, or the one frame that is larger. A peer that lets more wait reads
/// too slowly. While less than <see cref="LowWater"/> waits, any one frame fits: who awaits room before each frame is never refused. A
/// frame that took more than there was does not count against the small ones behind it: a PONG behind a block of 32 MiB is no fault.
/// A lane is made with its first frame. One loop takes what waits; any thread adds.
/// </remarks>
internal sealed partial class SendQueue(NetworkMagic magic, TimeProvider time, TrafficCounts? traffic = null)
{
    /// <summary>The most unsent bytes (wire-protocol 6).</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Below this there is room for more of a long answer.</summary>
    public const int LowWater = 256 * 1024;

    private readonly FrameLane?[] _lanes = new FrameLane?[SendLanes.Count];
    private readonly Lock _writing = new();
    private TaskCompletionSource? _room;
    private long _queued, _oversize;
    private int _frames;
    private bool _isFinishing, _closed;

    /// <summary>Encoded and not yet given to the socket.</summary>
    public long Queued => Interlocked.Read(ref _queued);

    /// <summary>Encodes a message behind what waits in its lane; false when it does not fit the bound. Nothing is queued after <see cref="Finish"/> or <see cref="Close"/>.</summary>
    public bool TryAdd<TMessage>(scoped TMessage message)
        where TMessage : IMessage, allows ref struct
    {
        var length = FrameWriter.LengthOf(message);
        var lane = SendLanes.Of(message);
        lock (_writing)
        {
            if (_closed || _isFinishing) return true;
            if (_queued + length > MaxBytes + _oversize)
            {
                if (_queued >= LowWater) return false;
                _oversize = length;
            }

            var frames = _lanes[(int)lane] ??= new FrameLane();
            FrameWriter.Write(frames.Room(length), magic, message);
            frames.Added(length);
            _frames++;
            Interlocked.Add(ref _queued, length);
            WakeIfDue(lane);
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

    /// <summary>The socket took bytes of what <see cref="TryPeek"/> gave last.</summary>
    public void Sent(SendLane lane, int bytes)
    {
        lock (_writing)
        {
            _frames -= _lanes[(int)lane]!.Sent(bytes, traffic ?? TrafficCounts.Unseen);
            CountShare(lane, bytes);
            if (Interlocked.Add(ref _queued, -bytes) >= LowWater) return;
            _oversize = 0;
            ReleaseWaiters();
        }
    }

    /// <summary>No more frames; those that wait are still to be sent.</summary>
    public void Finish()
    {
        lock (_writing)
        {
            _isFinishing = true;
            Wake();
        }
    }

    /// <summary>Whether all was sent that will ever be.</summary>
    public bool IsFinished
    {
        get
        {
            lock (_writing) return _isFinishing && Frontmost() is null;
        }
    }

    /// <summary>No more frames; the loop is woken to end.</summary>
    public void Close()
    {
        lock (_writing)
        {
            if (_closed) return;
            _closed = true;
            ReleaseWaiters();
            Wake();
        }
    }

    /// <summary>Lets go of what waits. Called by the loop at its end: nothing is being sent any more.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            foreach (var lane in _lanes) lane?.Clear();
        }
    }

    private void ReleaseWaiters()
    {
        _room?.TrySetResult();
        _room = null;
    }
}
