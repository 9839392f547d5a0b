using BloomCoin.Chain;

namespace BloomCoin.Abstractions.Mempool;

/// <summary>The mempool seen from outside.</summary>
/// <param name="Count">Transactions held.</param>
/// <param name="Bytes">Bytes of memory that they take.</param>
/// <param name="MaxBytes">The bytes at which the lowest fee rate is evicted.</param>
/// <param name="Transactions">The best of them by fee rate.</param>
[GenerateSerializer, Immutable, Alias("mempool.view.v1")]
public sealed record MempoolView(
    [property: Id(0)] int Count, [property: Id(1)] long Bytes, [property: Id(2)] long MaxBytes, [property: Id(3)] MempoolEntry[] Transactions);

/// <summary>One held transaction.</summary>
/// <param name="Txid">Its id.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Fee">Units that its inputs have over its outputs.</param>
/// <param name="Received">When it arrived.</param>
/// <param name="IsLocal">Whether a client of this node sent it.</param>
/// <param name="DependsOn">Held transactions whose outputs it spends.</param>
[GenerateSerializer, Immutable, Alias("mempool.entry.v1")]
public sealed record MempoolEntry(
    [property: Id(0)] Hash256 Txid,
    [property: Id(1)] int Length,
    [property: Id(2)] ulong Fee,
    [property: Id(3)] DateTimeOffset Received,
    [property: Id(4)] bool IsLocal,
    [property: Id(5)] Hash256[] DependsOn)
{
    /// <summary>Units a byte: what the mempool is ordered by.</summary>
    public double FeeRate => (double)Fee / Length;
}
