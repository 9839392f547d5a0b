using BloomCoin.Peering.Gossip;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>Merges that differ by a number.</summary>
internal static class Merges
{
    public static HeldMerge Make(uint height, byte number = 1, int contributors = 2, float coherence = 0.5f) =>
        new(height, contributors, coherence, Phases(number));

    public static byte[] Phases(byte number) => [.. Enumerable.Repeat(number, 126)];
}
