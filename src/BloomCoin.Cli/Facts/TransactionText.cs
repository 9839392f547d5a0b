using BloomCoin.Client.Facts;
using BloomCoin.Keys;

namespace BloomCoin.Cli.Facts;

/// <summary>A transaction as text.</summary>
public static class TransactionText
{
    public static void WriteTo(this TransactionFacts facts, FactSheet sheet)
    {
        sheet.Add("transaction", facts.Coinbase ? $"{facts.Txid} coinbase" : facts.Txid);
        foreach (var input in facts.Inputs) sheet.Add("  input", input);
        foreach (var output in facts.Outputs) sheet.Add("  output", $"{output.Address} {Amount.Format(output.Amount)} BLOOM");
    }
}
