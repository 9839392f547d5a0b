using BloomCoin.Gateway.Phases;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>GET_PHASE is answered with one PHASE per height held, and silence for the others (wire-protocol 4).</summary>
internal static class OnGetPhase
{
    public static void Handle(PeerSession session, GetPhaseMessage asked) => PhaseGossip.OnGetPhase(session, asked);
}
