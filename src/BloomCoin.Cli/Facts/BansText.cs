using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>Bans as text.</summary>
public static class BansText
{
    public static void WriteTo(this BansFacts facts, FactSheet sheet)
    {
        var table = new FactTable("address", "until", "since", "kind", "reason");
        foreach (var ban in facts.Bans) table.Add(ban.Address, ban.Until, ban.Since, ban.Kind, ban.Reason);
        sheet.Add(table);
        sheet.Say($"{facts.Bans.Count} {(facts.Bans.Count == 1 ? "ban" : "bans")}");
    }

    public static void WriteTo(this BanFacts facts, FactSheet sheet)
    {
        sheet.Add("address", facts.Address);
        sheet.Add("until", facts.Until);
        sheet.Add("reason", facts.Reason);
    }
}
