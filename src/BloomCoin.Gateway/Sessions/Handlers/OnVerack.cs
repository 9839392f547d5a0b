using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>VERACK: a step of the handshake (wire-protocol 3).</summary>
internal static class OnVerack
{
    public static void Handle(PeerSession session, VerackMessage _) =>
        session.OnVerack();
}
