using BloomCoin.Client.Facts;
using BloomCoin.Keys;

namespace BloomCoin.Cli.Facts;

/// <summary>The best block as text.</summary>
public static class TipText
{
    public static void WriteTo(this TipFacts facts, FactSheet sheet)
    {
        sheet.Add("height", $"{facts.Height}");
        sheet.Add("hash", facts.Hash);
        sheet.Add("time", facts.Time);
        sheet.Add("work", facts.Work);
        sheet.Add("network", facts.Network);
        if (facts.Supply is null) return;
        sheet.Add("supply_height", $"{facts.Supply.Height}");
        sheet.Add("unspent", $"{facts.Supply.Outputs}");
        sheet.Add("supply", $"{Amount.Format(facts.Supply.Total)} BLOOM");
    }
}
