namespace BloomCoin.Peering.Gossip;

/// <summary>The heights whose phases are taken: [tip - 100, best known header + 1] (wire-protocol 4). Others are ignored without penalty.</summary>
public static class PhaseWindow
{
    /// <summary>Blocks below the tip.</summary>
    public const int Depth = 100;

    /// <param name="height">As a peer named it.</param>
    /// <param name="tip">The height of the best chain.</param>
    /// <param name="headers">The best known header's; at least the tip's.</param>
    public static bool Contains(uint height, int tip, int headers) =>
        height <= int.MaxValue && height >= (long)tip - Depth && height <= headers + 1L;
}
