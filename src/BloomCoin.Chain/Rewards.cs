namespace BloomCoin.Chain;

/// <summary>What a block creates.</summary>
public static class Rewards
{
    /// <summary>Units of the first reward: floor(phi^4 * 10^8).</summary>
    public const ulong First = 685_410_196;

    /// <summary>Blocks after which the reward halves: the Lucas number L20.</summary>
    public const int HalvingInterval = 15_127;

    /// <summary>Units that the coinbase at a height may take besides the block's fees: the first reward >> halvings.</summary>
    public static ulong At(int height)
    {
        var halvings = height / HalvingInterval;
        return halvings < 64 ? First >> halvings : 0;
    }
}
