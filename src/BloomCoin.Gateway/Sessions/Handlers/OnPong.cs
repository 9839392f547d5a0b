using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>PONG answers our PING; one that answers nothing only counts.</summary>
internal static class OnPong
{
    public static void Handle(PeerSession session, PongMessage pong) =>
        _ = session.Keepalive.Answered(pong.Nonce) || session.Limits.Admits(MessageType.Pong);
}
