namespace BloomCoin.Grains.Mempool;

/// <summary>What a miner puts into a block, and what peers are told of.</summary>
internal sealed partial class TransactionPool
{
    /// <summary>
    /// Best fee rate first, but each after all that it follows: who is told of them in this order can judge each at once.
    /// </summary>
    public IEnumerable<PooledTransaction> ParentsFirst => SelectForBlock(long.MaxValue);

    /// <summary>Transactions for a block, best fee rate first, each after all that it follows.</summary>
    /// <param name="maxBytes">What they may take in the block's list, each with its u32 length.</param>
    public IEnumerable<PooledTransaction> SelectForBlock(long maxBytes) => new Selection(_byFeeRate).Take(maxBytes);
}
