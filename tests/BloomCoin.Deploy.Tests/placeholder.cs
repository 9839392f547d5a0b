namespace BloomCoin.Deploy.Tests;

public sealed class Placeholder
{
    [Fact]
    public void Is() => Assert.True(true);
}
