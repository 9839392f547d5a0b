using BloomCoin.Client.Facts;

namespace BloomCoin.Cli.Facts;

/// <summary>The address book as text.</summary>
public static class AddressesText
{
    public static void WriteTo(this AddressesFacts facts, FactSheet sheet)
    {
        sheet.Add("tried", $"{facts.Tried}");
        sheet.Add("new", $"{facts.New}");
        sheet.Add("terrible", $"{facts.Terrible}");
        foreach (var address in facts.Addresses) address.WriteTo(sheet);
    }

    public static void WriteTo(this KnownAddressFacts facts, FactSheet sheet)
    {
        var answered = facts.LastSuccess is null ? "never answered" : $"answered {facts.LastSuccess}";
        sheet.Add("address", $"{facts.Address} {answered}, seen {facts.LastSeen}, {facts.Failures} failures, told by {facts.Source}");
    }
}
