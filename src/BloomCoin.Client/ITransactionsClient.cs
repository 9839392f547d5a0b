using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Client;

/// <summary>Transactions on their way to the node.</summary>
public interface ITransactionsClient
{
    /// <summary>
    /// Gives the node transactions: a verdict each, in their order. What it calls accepted is durable. Giving one again is
    /// harmless: it is already held, as <see cref="SubmitVerdicts.IsHeld"/> says.
    /// </summary>
    /// <param name="transactions">At most 1000, of at most 100 000 bytes each.</param>
    /// <param name="cancellation">Ends the wait; the node may hold the transactions all the same.</param>
    Task<SubmitReport> Submit(TransactionBatch transactions, CancellationToken cancellation = default);
}
