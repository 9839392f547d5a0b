using BloomCoin.Peering.Gossip;

namespace BloomCoin.Peering.Tests.Gossip;

/// <summary>wire-protocol 4: [tip - 100, best known header + 1].</summary>
public sealed class PhaseWindowTests
{
    [Theory]
    [InlineData(399u, 500, 500, false)]
    [InlineData(400u, 500, 500, true)]
    [InlineData(501u, 500, 500, true)]
    [InlineData(502u, 500, 500, false)]
    [InlineData(801u, 500, 800, true)]
    [InlineData(802u, 500, 800, false)]
    [InlineData(0u, 50, 50, true)]
    [InlineData(uint.MaxValue, 500, 500, false)]
    [InlineData(2147483648u, int.MaxValue, int.MaxValue, false)]   // no block has a height that an int does not hold
    [InlineData(2147483647u, int.MaxValue, int.MaxValue, true)]
    public void Heights_near_the_tip_and_up_to_the_next_block_are_taken(uint height, int tip, int headers, bool isTaken) =>
        Assert.Equal(isTaken, PhaseWindow.Contains(height, tip, headers));
}
