using BloomCoin.Chain;

namespace BloomCoin.Storage;

/// <summary>Which coinbases the next block may spend.</summary>
internal static class CoinMaturity
{
    /// <summary>The height of the last coinbase that is at least 7 blocks before the block after the tip (rule 6).</summary>
    public static int LastMature(ChainTip? tip) => (tip?.Height ?? 0) + 1 - Constants.CoinbaseMaturity;
}
