using BloomCoin.Abstractions.Peers;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Peering.Limits;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Phases;

/// <summary>Holds one peer to the limits of its PHASE, GET_PHASE and COHERENCE (wire-protocol 6). Used by the receive loop only.</summary>
internal sealed class PhaseLimits(PeerSession session, PhaseSettings settings)
{
    private MessageLimit? _phases, _requests, _coherences;

    /// <summary>Whether a message that nobody asked for may be looked at. Over the limit it is dropped; a flood ends the connection.</summary>
    public bool Admits(MessageType type)
    {
        switch (Limit(type).Judge())
        {
            case LimitVerdict.Accept:
                return true;
            case LimitVerdict.IgnoreAndNote:
                session.Note(PeerEvent.RateLimited, 1);
                return false;
            case LimitVerdict.Violation:
                session.Violate(type, $"more than {MessageLimit.Tolerated} times the limit within a minute");
                return false;
            default:
                return false;
        }
    }

    private MessageLimit Limit(MessageType type) => type switch
    {
        MessageType.Phase => _phases ??= Make(settings.PhasesPerMinute),
        MessageType.GetPhase => _requests ??= Make(PhaseSettings.MessageLimit),
        MessageType.Coherence => _coherences ??= Make(PhaseSettings.MessageLimit),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not of phases"),
    };

    private MessageLimit Make(int perMinute) => new(perMinute, session.Context.Time);
}
