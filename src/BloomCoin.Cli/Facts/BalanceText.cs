using BloomCoin.Client.Facts;
using BloomCoin.Keys;

namespace BloomCoin.Cli.Facts;

/// <summary>A balance as text.</summary>
public static class BalanceText
{
    public static void WriteTo(this BalanceFacts facts, FactSheet sheet)
    {
        sheet.Add("address", facts.Address);
        sheet.Add("height", $"{facts.Height}");
        sheet.Add("total", $"{Amount.Format(facts.Total)} BLOOM");
        sheet.Add("spendable", $"{Amount.Format(facts.Spendable)} BLOOM");
        sheet.Add("immature", $"{Amount.Format(facts.Immature)} BLOOM");
        sheet.Add("outputs", $"{facts.Outputs}");
        foreach (var unspent in facts.Unspent ?? []) unspent.WriteTo(sheet);
    }

    public static void WriteTo(this UnspentFacts facts, FactSheet sheet) => sheet.Add(
        "unspent", $"{facts.Output} {Amount.Format(facts.Amount)} BLOOM height {facts.Height}{(facts.Immature ? " immature" : facts.Coinbase ? " coinbase" : "")}");
}
