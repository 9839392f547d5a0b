using BloomCoin.Chain.Tests.Vectors;
using CsCheck;

namespace BloomCoin.Chain.Tests;

// chain-format, Merkle root
public sealed class MerkleRootTests
{
    private static readonly Gen<Hash256[]> Leaves =
        Gen.Byte.Array[Hash256.Length].Select(bytes => new Hash256(bytes)).Array[0, 70];

    [Fact]
    public void The_root_is_that_of_the_recursive_definition() => Leaves.Sample(leaves =>
        MerkleRoot.Compute(leaves, out _) == Recursive(leaves));

    [Fact]
    public void The_leaves_stay_as_they_are() => Leaves.Sample(leaves =>
    {
        var before = leaves.ToArray();
        MerkleRoot.Compute(leaves, out _);
        Assert.Equal(before, leaves);
    });

    [Theory]   // CVE-2012-2459: a tail that fills up a level can be repeated without changing the root
    [InlineData(3, 1), InlineData(5, 1), InlineData(6, 2), InlineData(7, 1), InlineData(10, 2), InlineData(12, 4), InlineData(20, 4)]
    public void A_repeated_tail_keeps_the_root_and_is_seen(int count, int tail)
    {
        var leaves = Enumerable.Range(0, count).Select(i => new Hash256(Enumerable.Repeat((byte)i, Hash256.Length).ToArray())).ToArray();
        var root = MerkleRoot.Compute(leaves, out var honest);
        var same = MerkleRoot.Compute([.. leaves, .. leaves[^tail..]], out var repeated);

        Assert.Equal(root, same);
        Assert.False(honest);
        Assert.True(repeated);
    }

    [Fact]
    public void Equal_leaves_that_are_no_pair_repeat_no_tail()
    {
        Hash256 a = Mutation.Original.Hash, b = Mutation.Original.Header.MerkleRoot;
        MerkleRoot.Compute([a, b, b, a], out var repeats);
        Assert.False(repeats);
    }

    private static Hash256 Recursive(Hash256[] level)
    {
        if (level.Length <= 1)
            return level.FirstOrDefault();
        return Recursive([.. level.Chunk(2).Select(pair => DoubleSha256.Of([.. pair[0].ToArray(), .. pair[^1].ToArray()]))]);
    }
}
