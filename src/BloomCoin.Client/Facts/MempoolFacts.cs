using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Client.Facts;

/// <summary>What waits for a block.</summary>
/// <param name="Count">How many transactions.</param>
/// <param name="Bytes">Bytes of memory that they take.</param>
/// <param name="MaxBytes">Bytes of memory at which the lowest fee rate is evicted.</param>
/// <param name="Transactions">The best by fee rate.</param>
public sealed record MempoolFacts(int Count, long Bytes, long MaxBytes, IReadOnlyList<WaitingFacts> Transactions)
{
    public static MempoolFacts Of(MempoolView view) =>
        new(view.Count, view.Bytes, view.MaxBytes, [.. view.Transactions.Select(WaitingFacts.Of)]);
}

/// <summary>One waiting transaction.</summary>
/// <param name="Txid">Its id.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Fee">Units.</param>
/// <param name="FeeRate">Units a byte.</param>
/// <param name="Received">When it arrived.</param>
/// <param name="Local">Whether a client of this node sent it.</param>
/// <param name="DependsOn">Waiting transactions whose outputs it spends.</param>
public sealed record WaitingFacts(
    string Txid, int Bytes, ulong Fee, double FeeRate, string Received, bool Local, IReadOnlyList<string> DependsOn)
{
    public static WaitingFacts Of(MempoolEntry entry) => new(
        entry.Txid.ToString(),
        entry.Length,
        entry.Fee,
        Math.Round(entry.FeeRate, 3),
        UtcTime.Format(entry.Received),
        entry.IsLocal,
        [.. entry.DependsOn.Select(txid => txid.ToString())]);
}
