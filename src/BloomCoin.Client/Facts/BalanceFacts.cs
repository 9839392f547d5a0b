using BloomCoin.Abstractions.Ledger;
using BloomCoin.Client.Payments;
using BloomCoin.Keys;

namespace BloomCoin.Client.Facts;

/// <summary>What an address owns; amounts in units.</summary>
/// <param name="Address">Whose.</param>
/// <param name="Height">The tip's height at which this is true.</param>
/// <param name="Total">All of it.</param>
/// <param name="Spendable">What the next block may spend.</param>
/// <param name="Immature">What coinbases made less than 7 blocks ago.</param>
/// <param name="Outputs">How many outputs it is in.</param>
/// <param name="Unspent">Those outputs; null when they were not asked for.</param>
public sealed record BalanceFacts(
    string Address, int Height, ulong Total, ulong Spendable, ulong Immature, long Outputs, IReadOnlyList<UnspentFacts>? Unspent)
{
    public static BalanceFacts Of(string address, Balance balance, IReadOnlyList<UnspentFacts>? unspent) =>
        new(address, balance.Height, balance.Total, balance.Spendable, balance.Immature, balance.Outputs, unspent);
}

/// <summary>An unspent output.</summary>
/// <param name="Output">txid:position.</param>
/// <param name="Amount">Units.</param>
/// <param name="Height">Its block's height.</param>
/// <param name="Coinbase">Whether a coinbase made it.</param>
/// <param name="Immature">Whether the next block may not spend it yet.</param>
public sealed record UnspentFacts(string Output, ulong Amount, int Height, bool Coinbase, bool Immature)
{
    /// <param name="unspent">The output.</param>
    /// <param name="tip">The tip's height.</param>
    public static UnspentFacts Of(Unspent unspent, int tip) => new(
        TransactionFacts.Describe(unspent.Output),
        unspent.Amount,
        unspent.Height,
        unspent.IsCoinbase,
        !Holdings.IsMature(unspent, tip + 1));
}
