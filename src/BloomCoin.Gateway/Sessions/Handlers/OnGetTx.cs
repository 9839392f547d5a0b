using BloomCoin.Gateway.Relay;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>GET_TX is answered with one TX per held txid, then NOT_FOUND for the rest (wire-protocol 5).</summary>
internal static class OnGetTx
{
    public static void Handle(PeerSession session, GetTxMessage asked) => session.Answers.Add(new TransactionsOwed(asked.Txids.Bytes.ToArray()));
}
