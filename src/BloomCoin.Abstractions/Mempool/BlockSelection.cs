using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Mempool;

/// <summary>Transactions for the next block.</summary>
/// <param name="Tip">The best block that they are valid on.</param>
/// <param name="Fees">Units that their inputs have over their outputs, in all.</param>
/// <param name="Transactions">Best fee rate first, each after what it depends on.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("mempool.selection.v1")]
public sealed record BlockSelection(
    [property: Id(0)] Hash256 Tip, [property: Id(1)] ulong Fees, [property: Id(2)] TransactionBatch Transactions);
