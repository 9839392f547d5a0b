using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>PONG answers our PING.</summary>
internal static class OnPong
{
    public static void Handle(PeerSession session, PongMessage pong) =>
        session.Keepalive.Answered(pong.Nonce);
}
