using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>Who owns what, at the tip. Amounts are in units: 10^8 make one BLOOM.</summary>
public interface ILedgerClient
{
    /// <summary>What an address owns at the tip, units. An address that was never paid owns nothing: that is no error.</summary>
    Task<Balance> GetBalance(Hash256 address, CancellationToken cancellation = default);

    /// <summary>
    /// A page of an address' unspent outputs, ordered by txid and position. A page with fewer than asked for is the last; <see
    /// cref="UnspentPages.ReadUnspent"/> reads them all.
    /// </summary>
    /// <param name="address">An Ed25519 public key.</param>
    /// <param name="after">The last output of the page before; null for the first page.</param>
    /// <param name="count">1 to 1000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<Unspent[]> GetUnspent(Hash256 address, OutPoint? after, int count, CancellationToken cancellation = default);

    /// <summary>All unspent outputs: their number and their sum in units. The node reads them all for it.</summary>
    Task<Supply> GetSupply(CancellationToken cancellation = default);
}
