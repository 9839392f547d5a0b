using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests;

public sealed class ReferenceChainTests
{
    public static TheoryData<int> Checkpoints =>
        new(ReferenceChain.Description.GetProperty("hash_at").EnumerateObject().Select(entry => int.Parse(entry.Name)));

    [Fact]   // chain-format rules 1 to 5
    public void Every_block_of_the_reference_chain_passes_rules_1_to_5()
    {
        var window = HeaderWindow.FromGenesis(ChainParameters.Mainnet);
        for (var height = 1; height < ReferenceChain.Blocks.Count; height++)
        {
            Assert.True(Block.TryParse(ReferenceChain.Blocks[height], out var block, out var violation), violation?.ToString());
            Assert.Null(BlockRules.CheckStructure(block));
            Assert.Null(BlockRules.CheckCoinbaseHeight(block, height));
            Assert.True(
                window.TryExtend(block.Bytes.Span, block.Hash, ChainParameters.Mainnet, ReferenceChain.Now, out violation),
                violation?.ToString());
        }
        Assert.Equal(ReferenceChain.Description.GetProperty("tip_height").GetInt32(), window.Height);
        Assert.Equal(ReferenceChain.Description.Hash("tip_hash"), window.Hash);
    }

    [Theory, MemberData(nameof(Checkpoints))]
    public void The_hash_at_a_height_is_the_published_one(int height) => Assert.Equal(
        ReferenceChain.Description.GetProperty("hash_at").Hash(height.ToString()), ReferenceChain.At(height).Hash);

    [Fact]
    public void The_reference_chain_starts_with_mainnets_genesis() =>
        Assert.Equal(ReferenceChain.Blocks[0].ToArray(), ChainParameters.Mainnet.Genesis.Bytes.ToArray());

    [Fact]
    public void The_reference_chain_holds_as_many_transactions_as_published() => Assert.Equal(
        ReferenceChain.Description.GetProperty("transactions").GetInt32(),
        Enumerable.Range(0, ReferenceChain.Blocks.Count).Sum(height => ReferenceChain.At(height).Transactions.Count));
}
