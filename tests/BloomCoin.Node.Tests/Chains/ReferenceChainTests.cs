namespace BloomCoin.Node.Tests.Chains;

/// <summary>The tests compare with the reference chain, so it must be read right.</summary>
public sealed class ReferenceChainTests
{
    [Fact]   // chain-format, Block hash
    public void Every_stated_hash_is_the_hash_of_its_block()
    {
        Assert.Equal(2500, ReferenceChain.TipHeight);
        Assert.Equal(9, ReferenceChain.Stated.Count);
        Assert.All(ReferenceChain.Stated, stated => Assert.Equal(stated.Value, ReferenceChain.Hashes[stated.Key]));
    }
}
