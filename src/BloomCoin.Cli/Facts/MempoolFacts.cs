using BloomCoin.Abstractions.Mempool;

namespace BloomCoin.Cli.Facts;

/// <summary>What waits for a block.</summary>
/// <param name="Count">How many transactions.</param>
/// <param name="Bytes">Bytes of memory that they take.</param>
/// <param name="MaxBytes">Bytes of memory at which the lowest fee rate is evicted.</param>
/// <param name="Transactions">The best by fee rate.</param>
public sealed record MempoolFacts(int Count, long Bytes, long MaxBytes, IReadOnlyList<WaitingFacts> Transactions) : IFacts
{
    public static MempoolFacts Of(MempoolView view) =>
        new(view.Count, view.Bytes, view.MaxBytes, [.. view.Transactions.Select(WaitingFacts.Of)]);

    public void WriteTo(FactSheet sheet)
    {
        sheet.Add("count", $"{Count}");
        sheet.Add("bytes", $"{Bytes}");
        sheet.Add("max_bytes", $"{MaxBytes}");
        foreach (var transaction in Transactions) transaction.WriteTo(sheet);
    }
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
    string Txid, int Bytes, ulong Fee, double FeeRate, string Received, bool Local, IReadOnlyList<string> DependsOn) : IFacts
{
    public static WaitingFacts Of(MempoolEntry entry) => new(
        entry.Txid.ToString(),
        entry.Length,
        entry.Fee,
        Math.Round(entry.FeeRate, 3),
        UtcTime.Format(entry.Received),
        entry.IsLocal,
        [.. entry.DependsOn.Select(txid => txid.ToString())]);

    public void WriteTo(FactSheet sheet)
    {
        var origin = Local ? ", sent here" : "";
        sheet.Add("transaction", $"{Txid} {FeeRate:0.000} units/byte, {Bytes} bytes, fee {Fee} units, {Received}{origin}");
        foreach (var txid in DependsOn) sheet.Add("  depends_on", txid);
    }
}
