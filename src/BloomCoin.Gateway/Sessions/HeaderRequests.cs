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

    /// <summary>The start of a request that an announcement may have answered: the answer proper may still come, and breaks no rule when it does.</summary>
    private uint? _late;

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
        }

        session.Send(new GetHeadersMessage((uint)start, (uint)count));
        if (session.Connection.Cause is { } cause) Abandon(cause);
        return pending.Answer.Task;
    }

    /// <summary>True when the message answers what was asked; false when it is, at best, an announcement.</summary>
    public bool Deliver(HeadersMessage answer)
    {
        Pending? pending;
        lock (_lock)
        {
            var count = answer.Headers.Count;
            var isLate = _late == answer.StartHeight;
            if (_pending?.Start != answer.StartHeight || (isLate && count > _pending.Count))
            {
                // One that is as short as an announcement is taken as one: it says how far the peer is.
                if (!isLate) return false;
                _late = null;
                return count is 0 or > HeadersMessage.MaxAnnounced;
            }

            pending = _pending;
            _pending = null;

            // An announcement that starts where the request does is as good an answer; nothing tells it from a short answer proper.
            if (count is > 0 and <= HeadersMessage.MaxAnnounced && count < pending.Count) _late = pending.Start;
        }

        if (answer.Headers.Count > pending.Count)
        {
            var cause = $"{answer.Headers.Count} headers for {pending.Count} asked";
            session.Violate(MessageType.Headers, ViolationKind.TooManyHeaders, cause);
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
