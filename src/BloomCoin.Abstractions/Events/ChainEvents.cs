using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Events;

/// <summary>The best chain has another tip. A sync takes steps of up to 500 blocks, and tells of each step once.</summary>
/// <param name="Height">The tip's.</param>
/// <param name="Hash">The tip's.</param>
/// <param name="Added">Blocks of the best chain that were not in it before.</param>
/// <param name="Undone">Blocks that were in the best chain and are no longer; 0 where this is no reorganisation.</param>
/// <param name="Transactions">Of the tip, its coinbase among them.</param>
[GenerateSerializer, Immutable, Alias("event.tip.v1")]
public sealed record TipMoved(
    [property: Id(0)] int Height, [property: Id(1)] Hash256 Hash, [property: Id(2)] int Added, [property: Id(3)] int Undone, [property: Id(4)] int Transactions)
    : NodeEvent;

/// <summary>The mempool took transactions, which are durable and wait for a block now.</summary>
/// <param name="Blob">Their txids, 32 bytes each: 1 to <see cref="MaxTransactions"/>. More of one batch come in the next event.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("event.transactions.v1")]
public sealed record TransactionsAccepted([property: Id(0)] byte[] Blob) : NodeEvent
{
    /// <summary>Transactions of one event.</summary>
    public const int MaxTransactions = 100;

    public static TransactionsAccepted Of(IReadOnlyCollection<Hash256> txids) => new([.. txids.SelectMany(txid => txid.ToArray())]);

    /// <summary>How many there are.</summary>
    public int Count => Blob.Length / Hash256.Length;

    /// <summary>Which they are, parents before their children.</summary>
    public IEnumerable<Hash256> Txids => Enumerable.Range(0, Count).Select(i => new Hash256(Blob.AsSpan(i * Hash256.Length)));
}
