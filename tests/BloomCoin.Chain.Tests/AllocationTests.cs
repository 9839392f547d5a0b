using BloomCoin.Chain.Rules;
using BloomCoin.Chain.Tests.Vectors;

namespace BloomCoin.Chain.Tests;

/// <summary>What runs once a header or block allocates nothing, so that a sync of millions costs no collection.</summary>
/// <remarks>Alone: tests beside it would replace what the work's cache holds.</remarks>
[Collection(nameof(AllocationTests)), CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    private static readonly Block Block = Mutation.Original;

    [Fact]
    public void Hashing_a_header_allocates_nothing() => AssertAllocatesNothing(() => BlockHeader.HashOf(Block.Bytes.Span));

    [Fact]
    public void Checking_the_structure_of_a_valid_block_allocates_nothing() =>
        AssertAllocatesNothing(() => BlockRules.CheckStructure(Block));

    [Fact]
    public void Work_of_the_same_difficulty_allocates_nothing() => AssertAllocatesNothing(() => CompactTarget.Work(0x1c3fffc0));

    [Fact]
    public void Extending_a_window_allocates_nothing()
    {
        var window = HeaderWindow.FromGenesis(ChainParameters.Mainnet);
        var height = 0;
        AssertAllocatesNothing(() =>
        {
            var header = ReferenceChain.Blocks[++height];
            return window.TryExtend(
                header.Span, BlockHeader.HashOf(header.Span), ChainParameters.Mainnet, ReferenceChain.Now, out _);
        });
    }

    /// <summary>One of five measurements must be zero: a collection between them may trim the pools that arrays are rented from.</summary>
    private static void AssertAllocatesNothing<T>(Func<T> action)
    {
        Measure(action);   // fills pools and caches
        Assert.Contains(0, Enumerable.Range(0, 5).Select(_ => Measure(action)));
    }

    private static long Measure<T>(Func<T> action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
