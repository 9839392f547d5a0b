using BloomCoin.Keys;

namespace BloomCoin.Client.Facts;

/// <summary>The best block of a node.</summary>
/// <param name="Height">0 at the genesis block.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Time">Its timestamp.</param>
/// <param name="Work">All work of the chain.</param>
/// <param name="Network">The node's network.</param>
/// <param name="Supply">What is unspent; null when it was not asked for.</param>
public sealed record TipFacts(int Height, string Hash, string Time, string Work, string Network, SupplyFacts? Supply)
{
    /// <param name="node">The node.</param>
    /// <param name="withSupply">Whether the unspent outputs are counted too: the node reads them all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<TipFacts> Read(IBloomClient node, bool withSupply = false, CancellationToken cancellation = default)
    {
        var identity = await node.Chain.GetIdentity(cancellation);
        var tip = await node.Chain.GetTip(cancellation);
        var header = await TipHeader.Read(node, tip, cancellation);
        var supply = withSupply ? await node.Ledger.GetSupply(cancellation) : null;
        return new(
            tip.Height,
            tip.Hash.ToString(),
            UtcTime.Format(header.Timestamp),
            tip.Work.ToString(),
            identity.Network,
            supply is null ? null : new(supply.Height, supply.Outputs, supply.Total));
    }
}

/// <summary>All unspent outputs.</summary>
/// <param name="Height">The tip's height at which this is true.</param>
/// <param name="Outputs">How many.</param>
/// <param name="Total">Units.</param>
public sealed record SupplyFacts(int Height, long Outputs, ulong Total);
