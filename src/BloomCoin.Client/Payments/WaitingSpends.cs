using BloomCoin.Chain;

namespace BloomCoin.Client.Payments;

/// <summary>The outputs that transactions in a node's mempool spend, so that a payment does not spend them again.</summary>
public static class WaitingSpends
{
    /// <summary>Transactions that are looked into, best fee rate first: as many as one list shows.</summary>
    public const int MaxTransactions = 1000;

    /// <summary>8 MiB: what they may cost to read. What lies beyond either bound shows as a conflict when the payment is sent.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    public static async Task<IReadOnlySet<OutPoint>> Read(IBloomClient node, CancellationToken cancellation = default)
    {
        var waiting = (await node.Mempool.List(MaxTransactions, cancellation)).Transactions;
        var txids = Array.ConvertAll(waiting, entry => entry.Txid);
        var spends = new HashSet<OutPoint>();
        var bytes = 0;
        for (var done = 0; done < txids.Length && bytes < MaxBytes;)
        {
            var answer = await node.Mempool.Find(txids[done..], MaxBytes - bytes, cancellation);
            if (answer.Answered <= 0) throw new InvalidDataException("the node answered none of the transactions that were asked for");
            bytes += answer.Found.Blob.Length;
            done += answer.Answered;
            foreach (var found in answer.Found.Split()) Add(found, spends);
        }

        return spends;
    }

    private static void Add(ReadOnlyMemory<byte> bytes, HashSet<OutPoint> spends)
    {
        if (!Transaction.TryParse(bytes, out var transaction, out var violation))
            throw new InvalidDataException($"the node holds no transaction: {violation}");
        foreach (var input in transaction.Inputs) spends.Add(input.Spends);
    }
}
