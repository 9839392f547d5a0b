using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;

namespace BloomCoin.Gateway.Relay;

/// <summary>A transaction that peers announced, and the way it is got. <see cref="TransactionRequests"/> locks.</summary>
internal sealed class WantedTransaction(Hash256 id, PeerSession from)
{
    /// <summary>Announcers remembered beside the one that is asked: three lies or silences are survived.</summary>
    public const int MaxOthers = 3;

    private List<PeerSession>? _others;

    public Hash256 Id => id;

    /// <summary>The peer that is asked, or will be.</summary>
    public PeerSession From { get; private set; } = from;

    public WantedState State { get; set; }

    /// <summary>Timestamp of the last change of state.</summary>
    public long Since { get; set; }

    /// <summary>Another peer has it too.</summary>
    public void AddAnnouncer(PeerSession session)
    {
        if (session == From || _others?.Count == MaxOthers || _others?.Contains(session) == true) return;
        (_others ??= []).Add(session);
    }

    /// <summary>Turns to the next peer that announced it and is still there; false when there is none.</summary>
    public bool TryNext()
    {
        while (_others is { Count: > 0 } others)
        {
            (From, State) = (others[0], WantedState.Announced);
            others.RemoveAt(0);
            if (From.Connection.IsOpen) return true;
        }

        return false;
    }
}

/// <summary>How far a wanted transaction has come.</summary>
internal enum WantedState
{
    /// <summary>Not asked for yet: the mempool may know it.</summary>
    Announced,

    /// <summary>GET_TX went out.</summary>
    Asked,

    /// <summary>Its TX came, and is judged: only then is it known whether the bytes were any good.</summary>
    Delivered,
}
