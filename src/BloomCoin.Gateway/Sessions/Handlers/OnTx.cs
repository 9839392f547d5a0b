using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>TX: a transaction, asked for or not. The mempool judges it.</summary>
internal static class OnTx
{
    public static void Handle(PeerSession session, TxMessage message) => session.Context.Transactions.OnTx(session, message.Transaction);
}
