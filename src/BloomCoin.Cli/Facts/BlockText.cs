using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>A block and its certificate as text.</summary>
public static class BlockText
{
    public static void WriteTo(this BlockFacts facts, FactSheet sheet)
    {
        facts.Header.WriteTo(sheet);
        sheet.Add("work", facts.Work);
        sheet.Add("bytes", $"{facts.Bytes}");
        facts.Certificate.WriteTo(sheet);
        sheet.Add("transactions", $"{facts.Transactions.Count}");
        foreach (var transaction in facts.Transactions) transaction.WriteTo(sheet);
    }

    public static void WriteTo(this CertificateFacts facts, FactSheet sheet)
    {
        sheet.Add("bloom_rounds", $"{facts.BloomStart} to {facts.BloomEnd}");
        sheet.Add("bloom_threshold", $"{facts.Threshold}");
        sheet.Add("bloom_least_r", $"{facts.LeastR}");
        sheet.Add("bloom_last_r", $"{facts.LastR}");
    }
}
