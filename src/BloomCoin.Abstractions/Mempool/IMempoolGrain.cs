using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using Orleans.Concurrency;

namespace BloomCoin.Abstractions.Mempool;

/// <summary>The valid transactions that wait for a block. Key: 0. Lives on a compute silo.</summary>
/// <remarks>
/// Called once per batch of transactions that a gateway received, once per request of a client, and once per new tip. What an
/// answer calls accepted is durable: it survives the node, and is judged again when the node starts.
/// </remarks>
[Alias("mempool.v1")]
public interface IMempoolGrain : IGrainWithIntegerKey
{
    /// <summary>Judges transactions against the tip and each other, keeps the valid ones and has them announced.</summary>
    /// <param name="transactions">At most 1000.</param>
    /// <param name="source">
    /// The connection they came over, empty for several; null for a client, whose transactions are announced again until they are in a
    /// block.
    /// </param>
    [Alias("submit")]
    Task<SubmitReport> Submit(TransactionBatch transactions, Guid? source);

    /// <summary>Those of the txids that this node neither holds nor refused lately: 32 bytes each.</summary>
    [Alias("unknown"), AlwaysInterleave]
    Task<byte[]> FindUnknown(byte[] txids);

    /// <summary>Transactions by txid (32 bytes each), as many of the first as fit the bytes asked for, and at least one.</summary>
    [Alias("find"), AlwaysInterleave]
    Task<TransactionAnswer> Find(byte[] txids, int maxBytes);

    /// <summary>Txids of held transactions, 32 bytes each, best fee rate first, each after what it depends on.</summary>
    /// <param name="count">1 to 5000.</param>
    [Alias("inventory"), AlwaysInterleave]
    Task<byte[]> GetInventory(int count);

    /// <summary>Held transactions as people want to see them, best fee rate first.</summary>
    /// <param name="count">1 to 1000.</param>
    [Alias("list"), AlwaysInterleave]
    Task<MempoolView> List(int count);

    /// <summary>Transactions for a miner's next block.</summary>
    /// <param name="maxBytes">What they may take in the block's list, each with its u32 length.</param>
    [Alias("select")]
    Task<BlockSelection> SelectForBlock(int maxBytes);

    /// <summary>
    /// The best chain has another tip: what it confirmed goes, what it undid comes back. A lost call is made up for by the next.
    /// </summary>
    [Alias("tip"), OneWay]
    Task OnTip();
}
