using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using BloomCoin.Protocol.Messages;

namespace BloomCoin.Gateway.Relay;

/// <summary>
/// An answer to GET_TX, read in pieces of 1 MiB as the peer takes them: one TX per held txid, then NOT_FOUND for the rest
/// (wire-protocol 5).
/// </summary>
/// <param name="Txids">1 to 1000 txids, 32 bytes each.</param>
internal sealed record TransactionsOwed(byte[] Txids) : IAnswer
{
    private const int PieceBytes = 1024 * 1024;

    public async Task Send(PeerSession session)
    {
        var mempool = session.Context.Grains.GetGrain<IMempoolGrain>(0);
        var missing = new List<byte>();
        for (var offset = 0; offset < Txids.Length && session.Connection.IsOpen;)
        {
            await session.Connection.WaitForRoom();
            var answer = await mempool.Find(Txids[offset..], PieceBytes);
            var absent = answer.Missing.Chunk(Hash256.Length).Select(id => new Hash256(id)).ToHashSet();
            var found = answer.Found.Split();
            for (var (asked, next) = (0, 0); asked < answer.Answered; asked++)
            {
                var txid = Txids.AsMemory(offset + (asked * Hash256.Length), Hash256.Length);
                if (absent.Contains(new Hash256(txid.Span)) || !await TrySend(session, txid, found[next++])) missing.AddRange(txid.Span);
            }

            offset += answer.Answered * Hash256.Length;
        }

        if (missing.Count > 0) session.Send(new NotFoundMessage(MessageType.Tx, new HashList(missing.ToArray())));
    }

    /// <summary>False for one that no TX can carry: a reorganisation may have returned it from a block.</summary>
    private static async Task<bool> TrySend(PeerSession session, ReadOnlyMemory<byte> txid, ReadOnlyMemory<byte> transaction)
    {
        if (transaction.Length > TxMessage.MaxLength) return false;
        await session.Connection.WaitForRoom();
        session.Send(new TxMessage(transaction.Span));
        session.Transactions.Known.Add(txid.Span);
        return true;
    }
}
