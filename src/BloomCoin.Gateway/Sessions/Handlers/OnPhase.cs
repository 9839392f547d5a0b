using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>PHASE: a peer's oscillators, asked for or not. The merge judges them; valid ones are answered with COHERENCE (wire-protocol 4).</summary>
internal static class OnPhase
{
    public static void Handle(PeerSession session, PhaseMessage phase) => session.Context.Phases.OnPhase(session, phase);
}
