using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Client.Facts;

/// <summary>Addresses that are kept out.</summary>
/// <param name="Bans">Those whose ban ends first first.</param>
public sealed record BansFacts(IReadOnlyList<BanFacts> Bans);

/// <summary>One address that is kept out.</summary>
/// <param name="Address">An IPv4 address, or an IPv6 /64.</param>
/// <param name="Until">When the ban ends by itself.</param>
/// <param name="Since">When it was banned.</param>
/// <param name="Kind">manual when somebody asked for it, score when its score brought it about.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record BanFacts(string Address, string Until, string Since, string Kind, string Reason)
{
    public static BanFacts Of(AddressBan ban) =>
        new(ban.Address, UtcTime.Format(ban.Until), UtcTime.Format(ban.Since), ban.IsManual ? "manual" : "score", ban.Reason);
}
