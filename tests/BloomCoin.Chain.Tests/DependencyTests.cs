namespace BloomCoin.Chain.Tests;

public sealed class DependencyTests
{
    [Fact]   // the chain can be read, tested and measured alone
    public void The_chain_references_nothing_but_the_framework() => Assert.All(
        typeof(Block).Assembly.GetReferencedAssemblies(),
        reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
}
