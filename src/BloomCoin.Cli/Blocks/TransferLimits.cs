namespace BloomCoin.Cli.Blocks;

/// <summary>How much goes in one call: enough to make its cost small, little enough to keep memory and answers short.</summary>
public static class TransferLimits
{
    /// <summary>500 blocks: also the most that one request may ask for (wire-protocol 4, GET_BLOCKS).</summary>
    public const int Blocks = 500;

    /// <summary>4 MiB, length prefixes included. A longer block travels alone.</summary>
    public const int Bytes = 4 * 1024 * 1024;
}
