using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>GET_TX is answered with NOT_FOUND: this node holds no unconfirmed transactions, and its VERSION says so.</summary>
internal static class OnGetTx
{
    public static void Handle(PeerSession session, GetTxMessage asked) =>
        session.Send(new NotFoundMessage(MessageType.Tx, asked.Txids));
}
