using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>PING is answered with PONG and the same nonce.</summary>
internal static class OnPing
{
    public static void Handle(PeerSession session, PingMessage ping) =>
        session.Send(new PongMessage(ping.Nonce));
}
