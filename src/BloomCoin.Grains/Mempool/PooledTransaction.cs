using BloomCoin.Chain;

namespace BloomCoin.Grains.Mempool;

/// <summary>One held transaction and its place among the others.</summary>
/// <param name="transaction">The transaction; it owns its bytes.</param>
/// <param name="fee">What its inputs have over its outputs, units.</param>
/// <param name="received">When it arrived.</param>
/// <param name="isLocal">Whether a client of this node sent it.</param>
internal sealed class PooledTransaction(Transaction transaction, ulong fee, DateTimeOffset received, bool isLocal)
{
    /// <summary>
    /// What one costs beside its bytes and parts: this object, the transaction's, its places in the indexes and lists. PoolMemoryTests
    /// measures 500.
    /// </summary>
    private const int EntryCost = 700;

    /// <summary>What an input costs beside its bytes: 56 parsed, and its place in the index of spent outputs.</summary>
    private const int InputCost = 192;

    /// <summary>What an output costs beside its bytes: parsed, it is as large again.</summary>
    private const int OutputCost = TransactionOutput.Length;

    public Transaction Transaction => transaction;

    public Hash256 Id => transaction.Id;

    public ulong Fee => fee;

    /// <summary>Bytes of the transaction.</summary>
    public int Length => transaction.Bytes.Length;

    /// <summary>Bytes of memory that holding it takes.</summary>
    public long Cost { get; } = transaction.Bytes.Length + EntryCost
        + ((long)transaction.Inputs.Count * InputCost) + ((long)transaction.Outputs.Count * OutputCost);

    public DateTimeOffset Received => received;

    public bool IsLocal => isLocal;

    /// <summary>Its place in the order of arrival; the pool gives it.</summary>
    public long Arrival { get; set; }

    /// <summary>Held transactions whose outputs it spends, each once.</summary>
    public List<PooledTransaction> Parents { get; } = [];

    /// <summary>Held transactions that spend its outputs, each once.</summary>
    public List<PooledTransaction> Children { get; } = [];
}
