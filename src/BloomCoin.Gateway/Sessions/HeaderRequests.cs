using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Connections;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions;

/// <summary>GET_HEADERS that wait for their HEADERS: one at a time, because an answer names only its first height.</summary>
internal sealed class HeaderRequests(PeerSession session)
{
    private readonly Lock _lock = new();
    private Pending? _pending;
    private uint? _echo;

    /// <summary>How long the peer has owed an answer; null when it owes none.</summary>
    public TimeSpan? Owed
    {
        get
        {
            lock (_lock) return _pending is null ? null : session.Context.Time.GetElapsedTime(_pending.Asked);
        }
    }

    /// <summary>Asks, and completes with the answer; fails when the connection ends before it.</summary>
    public Task<HeaderRange> Ask(int start, int count)
    {
        var pending = new Pending((uint)start, count, session.Context.Time.GetTimestamp());
        lock (_lock)
        {
            if (_pending is not null) throw new PeerUnavailableException($"{PeerAddress.Display(session.Key)} is asked for headers already");
            _pending = pending;
            if (_echo != pending.Start) _echo = null;
        }

        session.Send(new GetHeadersMessage((uint)start, (uint)count));
        if (session.Connection.Cause is { } cause) Abandon(cause);
        return pending.Answer.Task;
    }

    /// <summary>True when the message answers what was asked.</summary>
    public bool Deliver(HeadersMessage answer)
    {
        Pending? pending;
        lock (_lock)
        {
            if (_echo == answer.StartHeight)
            {
                _echo = null;
                return true;
            }

            if (_pending?.Start != answer.StartHeight) return false;
            pending = _pending;
            _pending = null;

            // An announcement that starts where the request does is as good an answer; the answer proper follows and is let go.
            if (answer.Headers.Count is > 0 and <= HeadersMessage.MaxAnnounced && answer.Headers.Count < pending.Count) _echo = pending.Start;
        }

        if (answer.Headers.Count > pending.Count)
        {
            var cause = $"{answer.Headers.Count} headers for {pending.Count} asked";
            session.Violate(MessageType.Headers, cause);
            pending.Answer.TrySetException(new PeerUnavailableException(cause));
            return true;
        }

        pending.Answer.TrySetResult(new HeaderRange((int)pending.Start, answer.Headers.Bytes.ToArray()));
        return true;
    }

    /// <summary>The connection ended: there will be no answer.</summary>
    public void Abandon(CloseCause cause)
    {
        Pending? pending;
        lock (_lock)
        {
            pending = _pending;
            _pending = null;
        }

        pending?.Answer.TrySetException(new PeerUnavailableException($"{PeerAddress.Display(session.Key)}: {cause.Reason}, {cause.Detail}"));
    }

    private sealed record Pending(uint Start, int Count, long Asked)
    {
        public TaskCompletionSource<HeaderRange> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
