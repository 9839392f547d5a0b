using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Relay;

/// <summary>An answer to an empty MEMPOOL: the best paid transactions by fee rate, at most 5000 (wire-protocol 2).</summary>
internal sealed record InventoryOwed : IAnswer
{
    public async Task Send(PeerSession session)
    {
        await session.Connection.WaitForRoom();
        var txids = await session.Context.Grains.GetGrain<IMempoolGrain>(0).GetInventory(MempoolMessage.MaxCount);
        session.Send(new MempoolMessage(new HashList(txids)));
        foreach (var txid in txids.Chunk(Hash256.Length).Take(KnownTransactions.Limit)) session.Transactions.Known.Add(txid);
    }
}
