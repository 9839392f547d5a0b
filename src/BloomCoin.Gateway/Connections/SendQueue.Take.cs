namespace BloomCoin.Gateway.Connections;

/// <summary>What the socket is given next.</summary>
/// <param name="Lane">Where it waits.</param>
/// <param name="Rank">The first lane that waits for it: its own, or that of a frame that cannot go before a begun one ends.</param>
/// <param name="Bytes">Whole frames, or a part of one that is long.</param>
internal readonly record struct SendPiece(SendLane Lane, SendLane Rank, ReadOnlyMemory<byte> Bytes);

/// <summary>Which frames go next, and when the loop is woken for them.</summary>
/// <remarks>
/// "At once when the socket is idle, else up to 100 frames or 100 ms": the loop never waits for more to come. A frame that finds it
/// waiting wakes it; those that are queued before it has sent the first go together in its next flush, as many as the socket takes at a
/// time. There is one exception. While what has arrived in one receive is handled, the answers to it gather (<see cref="Hold"/>), until
/// there are 100, or 100 ms have passed, or all is handled. So also where the socket takes everything at once, 400 PINGs that came
/// together cost a few system calls and not up to 400; the handling takes microseconds, so nobody waits for it.
/// </remarks>
internal sealed partial class SendQueue
{
    /// <summary>Frames that gather at most.</summary>
    public const int MostHeld = 100;

    /// <summary>How long they gather at most.</summary>
    public static readonly TimeSpan LongestHeld = TimeSpan.FromMilliseconds(100);

    /// <summary>Chain bytes after which a bulk frame that waits has its turn: a peer that syncs for hours gets its phases too.</summary>
    private const int ChainBeforeBulk = 64 * 1024;

    private readonly SendSignal _signal = new();
    private bool _isWaiting, _isWoken, _isHeld;
    private int _below = SendLanes.Count;
    private int _chainSent;
    private long _heldSince;

    /// <summary>What to send now, at most so many bytes; false when there is nothing. Changes nothing.</summary>
    public bool TryPeek(int most, out SendPiece piece)
    {
        lock (_writing)
        {
            if (!_closed && IsDue && Next() is { } lane)
            {
                piece = Front(lane, most);
                return true;
            }

            piece = default;
            return false;
        }
    }

    /// <summary>The same where something was there and so many bytes of bandwidth are paid for; perhaps of another lane by now.</summary>
    public SendPiece Peek(int most)
    {
        lock (_writing) return Front(Next()!.Value, most);
    }

    /// <summary>Completes when there is something to send, or <see cref="Wake"/> was called since the last wait.</summary>
    /// <param name="before">Only frames of lanes before this one count: how the loop waits for bandwidth, and not for more of what it could send already.</param>
    public ValueTask Wait(int before = SendLanes.Count)
    {
        lock (_writing)
        {
            if (_isWoken || _closed || (IsDue && (int?)Frontmost() < before))
            {
                _isWoken = false;
                return ValueTask.CompletedTask;
            }

            (_isWaiting, _below) = (true, before);
            return _signal.Wait();
        }
    }

    /// <summary>Ends the loop's wait, this one or the next.</summary>
    public void Wake()
    {
        lock (_writing)
        {
            if (_isWaiting) _signal.Set();
            else _isWoken = true;
            _isWaiting = false;
        }
    }

    /// <summary>From now until <see cref="Release"/> frames gather.</summary>
    public void Hold()
    {
        lock (_writing) (_isHeld, _heldSince) = (true, time.GetTimestamp());
    }

    public void Release()
    {
        lock (_writing)
        {
            _isHeld = false;
            if (Frontmost() is { } lane) WakeIfDue(lane);
        }
    }

    private bool IsDue => !_isHeld || _frames >= MostHeld || time.GetElapsedTime(_heldSince) >= LongestHeld;

    private void WakeIfDue(SendLane lane)
    {
        if (_isWaiting && (int)lane < _below && IsDue) Wake();
    }

    private SendPiece Front(SendLane lane, int most) => new(lane, Frontmost()!.Value, _lanes[(int)lane]!.Front(most));

    /// <summary>The lane that a begun frame keeps; else control, chain, bulk, with bulk's share.</summary>
    private SendLane? Next()
    {
        for (var lane = 0; lane < SendLanes.Count; lane++)
        {
            if (_lanes[lane] is { IsInsideFrame: true }) return (SendLane)lane;
        }

        var first = Frontmost();
        return first == SendLane.Chain && _chainSent >= ChainBeforeBulk && Waits(SendLane.Bulk) ? SendLane.Bulk : first;
    }

    private SendLane? Frontmost()
    {
        for (var lane = SendLane.Control; lane <= SendLane.Bulk; lane++)
        {
            if (Waits(lane)) return lane;
        }

        return null;
    }

    private bool Waits(SendLane lane) => _lanes[(int)lane] is { IsEmpty: false };

    private void CountShare(SendLane lane, int bytes)
    {
        if (lane == SendLane.Bulk || !Waits(SendLane.Bulk)) _chainSent = 0;
        else if (lane == SendLane.Chain) _chainSent = Math.Min(_chainSent + bytes, ChainBeforeBulk);
    }
}
