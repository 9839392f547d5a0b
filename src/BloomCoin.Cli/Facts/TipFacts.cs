using BloomCoin.Keys;

namespace BloomCoin.Cli.Facts;

/// <summary>The best block of a node.</summary>
/// <param name="Height">0 at the genesis block.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Time">Its timestamp.</param>
/// <param name="Work">All work of the chain.</param>
/// <param name="Network">The node's network.</param>
/// <param name="Supply">What is unspent; null when it was not asked for.</param>
public sealed record TipFacts(int Height, string Hash, string Time, string Work, string Network, SupplyFacts? Supply) : IFacts
{
    public void WriteTo(FactSheet sheet)
    {
        sheet.Add("height", $"{Height}");
        sheet.Add("hash", Hash);
        sheet.Add("time", Time);
        sheet.Add("work", Work);
        sheet.Add("network", Network);
        if (Supply is null) return;
        sheet.Add("supply_height", $"{Supply.Height}");
        sheet.Add("unspent", $"{Supply.Outputs}");
        sheet.Add("supply", $"{Amount.Format(Supply.Total)} BLOOM");
    }
}

/// <summary>All unspent outputs.</summary>
/// <param name="Height">The tip's height at which this is true.</param>
/// <param name="Outputs">How many.</param>
/// <param name="Total">Units.</param>
public sealed record SupplyFacts(int Height, long Outputs, ulong Total);
