using System.Runtime.CompilerServices;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>Reads what comes in pages.</summary>
public static class UnspentPages
{
    /// <summary>Outputs in a page: the most that one question may ask for.</summary>
    public const int Length = 1000;

    /// <summary>All unspent outputs of an address, ordered by txid and position; one page in memory at a time.</summary>
    /// <remarks>A block between two pages may add or spend outputs: each page is true at its own moment.</remarks>
    public static async IAsyncEnumerable<Unspent> ReadUnspent(
        this ILedgerClient ledger, Hash256 address, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        OutPoint? after = null;
        while (true)
        {
            var page = await ledger.GetUnspent(address, after, Length, cancellation);
            foreach (var unspent in page) yield return unspent;
            if (page.Length < Length) yield break;
            after = page[^1].Output;
        }
    }
}
