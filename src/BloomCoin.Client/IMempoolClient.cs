using BloomCoin.Abstractions.Mempool;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>What waits for a block.</summary>
public interface IMempoolClient
{
    /// <summary>Number and bytes of all that waits, and the best of it by fee rate.</summary>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<MempoolView> List(int count, CancellationToken cancellation = default);

    /// <summary>
    /// Waiting transactions by txid, as many of the first as <paramref name="maxBytes"/> allows, and at least one. Those that no
    /// longer wait are named as missing.
    /// </summary>
    /// <param name="txids">1 to 1000 txids.</param>
    /// <param name="maxBytes">The answer stops with the transaction that reaches this.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<TransactionAnswer> Find(IReadOnlyList<Hash256> txids, int maxBytes, CancellationToken cancellation = default);
}
