using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;
using BloomCoin.Keys.Payments;

namespace BloomCoin.Client.Payments;

/// <summary>What an address owns, by what a payment can do with it.</summary>
/// <param name="Spendable">What the next block may spend and no waiting transaction spends.</param>
/// <param name="Immature">Units of coinbase outputs that must wait for their 7 blocks (rule 6).</param>
/// <param name="Waiting">Units of outputs that waiting transactions spend.</param>
public sealed record Holdings(Purse Spendable, UInt128 Immature, UInt128 Waiting)
{
    /// <summary>Reads an address' outputs, page by page.</summary>
    /// <param name="node">The node.</param>
    /// <param name="address">Whose they are.</param>
    /// <param name="taken">Outputs that are not to be spent, because waiting transactions spend them.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Holdings> Read(
        IBloomClient node, Hash256 address, IReadOnlySet<OutPoint> taken, CancellationToken cancellation = default)
    {
        var next = (await node.Chain.GetTip(cancellation)).Height + 1;
        var purse = new Purse();
        UInt128 immature = 0, waiting = 0;
        await foreach (var unspent in node.Ledger.ReadUnspent(address, cancellation))
        {
            if (!IsMature(unspent, next)) immature += unspent.Amount;
            else if (taken.Contains(unspent.Output)) waiting += unspent.Amount;
            else purse.Add(new SpendableCoin(unspent.Output, unspent.Amount));
        }

        return new(purse, immature, waiting);
    }

    /// <summary>Whether a block at a height may spend the output (rule 6): a coinbase's 7 blocks after its own.</summary>
    public static bool IsMature(Unspent unspent, int height) =>
        !unspent.IsCoinbase || height - unspent.Height >= Constants.CoinbaseMaturity;
}
