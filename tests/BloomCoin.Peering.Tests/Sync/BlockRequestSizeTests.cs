using BloomCoin.Peering.Sync;
using CsCheck;

namespace BloomCoin.Peering.Tests.Sync;

/// <summary>wire-protocol 5: a request is for as many blocks as fit 8 MiB by the size of recent ones, 1 to 500.</summary>
public sealed class BlockRequestSizeTests
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void The_first_request_fits_8_MiB_when_blocks_have_1_MiB() => Assert.Equal(8, new BlockRequestSize().Next);

    [Fact]
    public void One_answer_with_small_blocks_is_enough_to_ask_for_500()
    {
        var size = new BlockRequestSize();
        Assert.False(size.IsKnown);
        size.Delivered(8, 8 * 700);
        Assert.Equal((true, 500), (size.IsKnown, size.Next));
    }

    [Fact]
    public void A_request_is_for_1_to_500_whatever_was_delivered() =>
        Gen.Select(Gen.Int[0, 500], Gen.Long[0, 500L * 32 * MiB]).Array[1, 20].Sample(answers =>
        {
            var size = new BlockRequestSize();
            foreach (var (blocks, bytes) in answers)
            {
                size.Delivered(blocks, bytes);
                Assert.InRange(size.Next, 1, 500);
            }
        });

    [Fact]
    public void Blocks_of_one_size_fill_8_MiB_and_no_more() => Gen.Int[1, 32 * MiB].Sample(length =>
    {
        var size = new BlockRequestSize();
        size.Delivered(10, 10L * length);
        Assert.True(size.Next == 1 || (long)size.Next * length <= 8 * MiB);
        Assert.True(size.Next == 500 || (size.Next + 1L) * length > 8 * MiB);
    });

    [Theory, InlineData(1), InlineData(500)]
    public void Blocks_that_grow_are_noticed_within_a_thousand(int perAnswer)
    {
        var size = new BlockRequestSize();
        size.Delivered(500, 500 * 700);
        for (var delivered = 0; delivered < 5000; delivered += perAnswer) size.Delivered(perAnswer, (long)perAnswer * MiB);
        Assert.Equal(8, size.Next);
    }

    [Fact]
    public void An_empty_answer_teaches_nothing()
    {
        var size = new BlockRequestSize();
        size.Delivered(0, 0);
        Assert.Equal(8, size.Next);
    }
}
