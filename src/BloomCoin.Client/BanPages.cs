using System.Runtime.CompilerServices;
using BloomCoin.Abstractions.Reputation;

namespace BloomCoin.Client;

/// <summary>Reads all bans, page by page.</summary>
public static class BanPages
{
    /// <summary>Bans in a page: the most that one question may ask for.</summary>
    public const int Length = 1000;

    /// <summary>All addresses that are banned, those whose ban ends first first; one page in memory at a time.</summary>
    /// <remarks>A ban that begins or ends between two pages may be passed over, or have one come twice: each page is true at its own moment.</remarks>
    public static async IAsyncEnumerable<AddressBan> ReadBans(
        this IReputationClient reputation, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var offset = 0; ; offset += Length)
        {
            var page = await reputation.GetBans(offset, Length, cancellation);
            foreach (var ban in page) yield return ban;
            if (page.Length < Length) yield break;
        }
    }
}
