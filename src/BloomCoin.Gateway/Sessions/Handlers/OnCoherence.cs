using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>COHERENCE: it acknowledges our PHASE, or announces the heights that a peer holds phases for (wire-protocol 4).</summary>
internal static class OnCoherence
{
    public static void Handle(PeerSession session, CoherenceMessage message) => session.Context.Phases.OnCoherence(session, message);
}
