using BloomCoin.Gateway.Relay;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Sessions.Handlers;

/// <summary>MEMPOOL: empty, it is answered with an inventory; else it is the peer's inventory, or news of it (wire-protocol 5).</summary>
internal static class OnMempool
{
    public static void Handle(PeerSession session, MempoolMessage message)
    {
        if (message.IsInventory) session.Context.Transactions.OnInventory(session, message.Txids);
        else TransactionRelay.OnInventoryWanted(session);
    }
}
