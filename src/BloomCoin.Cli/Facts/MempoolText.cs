using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>The mempool as text.</summary>
public static class MempoolText
{
    public static void WriteTo(this MempoolFacts facts, FactSheet sheet)
    {
        sheet.Add("count", $"{facts.Count}");
        sheet.Add("bytes", $"{facts.Bytes}");
        sheet.Add("max_bytes", $"{facts.MaxBytes}");
        foreach (var transaction in facts.Transactions) transaction.WriteTo(sheet);
    }

    public static void WriteTo(this WaitingFacts facts, FactSheet sheet)
    {
        var origin = facts.Local ? ", sent here" : "";
        sheet.Add("transaction", $"{facts.Txid} {facts.FeeRate:0.000} units/byte, {facts.Bytes} bytes, fee {facts.Fee} units, {facts.Received}{origin}");
        foreach (var txid in facts.DependsOn) sheet.Add("  depends_on", txid);
    }
}
