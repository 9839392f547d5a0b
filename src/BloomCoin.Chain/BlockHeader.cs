namespace BloomCoin.Chain;

/// <summary>A block header (chain-format, "Header, 92 bytes").</summary>
public readonly record struct BlockHeader
{
    public const int Length = 92;
}
