using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>A header as text.</summary>
public static class HeaderText
{
    public static void WriteTo(this HeaderFacts facts, FactSheet sheet)
    {
        sheet.Add("height", $"{facts.Height}");
        sheet.Add("hash", facts.Hash);
        sheet.Add("branch", facts.Branch);
        sheet.Add("version", $"{facts.Version}");
        sheet.Add("previous", facts.Previous);
        sheet.Add("merkle_root", facts.MerkleRoot);
        sheet.Add("time", facts.Time);
        sheet.Add("difficulty", facts.Difficulty);
        sheet.Add("nonce", $"{facts.Nonce}");
        sheet.Add("order_parameter", $"{facts.OrderParameter}");
        sheet.Add("mean_phase", $"{facts.MeanPhase}");
        sheet.Add("oscillators", $"{facts.Oscillators}");
    }
}
