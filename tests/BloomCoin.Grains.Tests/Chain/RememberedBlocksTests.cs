using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>What a stranger can make the chain remember is bounded.</summary>
public sealed class RememberedBlocksTests
{
    [Fact]
    public void Orphans_are_bounded_in_number_and_the_oldest_go_first()
    {
        var orphans = new OrphanBlocks();
        var branch = TestBranch.FromGenesis().Extend(OrphanBlocks.MaxKept + 10, nonce: 1);
        foreach (var block in branch.Blocks.Skip(2)) orphans.Add(CandidateBlock.Judge(block.Bytes));

        Assert.Equal(OrphanBlocks.MaxKept, orphans.Count);
        Assert.Empty(orphans.TakeChildren(branch.Blocks[1].Hash));
        Assert.Single(orphans.TakeChildren(branch.Blocks[^2].Hash));
        Assert.Equal(OrphanBlocks.MaxKept - 1, orphans.Count);
    }

    [Fact]
    public void The_same_orphan_is_kept_once_and_one_that_breaks_a_rule_by_itself_not_at_all()
    {
        var orphans = new OrphanBlocks();
        var block = TestBranch.FromGenesis().Extend(2, nonce: 1).Blocks[2];
        orphans.Add(CandidateBlock.Judge(block.Bytes));
        orphans.Add(CandidateBlock.Judge(block.Bytes.ToArray()));
        orphans.Add(CandidateBlock.Judge(block.Bytes[..^1]));
        Assert.Equal(1, orphans.Count);
    }

    [Fact]
    public void Condemned_hashes_are_bounded_and_the_oldest_are_forgotten()
    {
        var condemned = new CondemnedBlocks();
        for (var i = 0; i <= CondemnedBlocks.MaxRemembered; i++) condemned.Add(Hash(i));

        Assert.False(condemned.Contains(Hash(0)));
        Assert.True(condemned.Contains(Hash(1)));
        Assert.True(condemned.Contains(Hash(CondemnedBlocks.MaxRemembered)));
    }

    private static Hash256 Hash(int number)
    {
        var bytes = new byte[Hash256.Length];
        BitConverter.TryWriteBytes(bytes, number);
        return new Hash256(bytes);
    }
}
