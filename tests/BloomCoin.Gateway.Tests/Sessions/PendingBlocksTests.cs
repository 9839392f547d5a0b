using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Peers;
using BloomCoin.Chain;
using BloomCoin.Gateway.Sessions;
using CsCheck;

namespace BloomCoin.Gateway.Tests.Sessions;

/// <summary>One GET_BLOCKS against whatever a peer answers.</summary>
public sealed class PendingBlocksTests
{
    private const int Plenty = 1 << 20;

    [Fact]   // wire-protocol 5: in the order asked, but nothing hangs on the order
    public void Any_order_of_blocks_and_misses_completes_the_answer() => Gen.Int[1, 40].SelectMany(count =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, count).ToArray()), Gen.Bool.Array[count])).Sample((order, isFound) =>
    {
        var pending = new PendingBlocks(Request(order.Length), asked: 0);
        foreach (var number in order)
        {
            Assert.False(pending.IsComplete);
            Assert.True(isFound[number] ? pending.TryDeliver(Hash(number), Body(number)) : pending.TryMiss(Hash(number)));
        }

        Assert.True(pending.IsComplete);
        Assert.Equal(order.Where(number => isFound[number]).Select(Body), Answer(pending));
    });

    [Fact]
    public void A_block_that_was_not_asked_for_or_came_before_is_not_taken()
    {
        var pending = new PendingBlocks(Request(2), asked: 0);
        Assert.False(pending.TryDeliver(Hash(2), Body(2)));
        Assert.False(pending.TryMiss(Hash(2)));
        Assert.True(pending.TryDeliver(Hash(0), Body(0)));
        Assert.False(pending.TryDeliver(Hash(0), Body(0)));
        Assert.False(pending.IsComplete);
    }

    [Fact]   // a hash asked for twice is owed twice
    public void A_hash_asked_for_twice_takes_two_blocks()
    {
        var pending = new PendingBlocks(BlockRequest.For([Hash(1), Hash(1)], Plenty), asked: 0);
        Assert.True(pending.TryDeliver(Hash(1), Body(1)));
        Assert.False(pending.IsComplete);
        Assert.True(pending.TryDeliver(Hash(1), Body(1)));
        Assert.Equal([Body(1), Body(1)], Answer(pending));
    }

    [Fact]   // BlockRequest.MaxBytes
    public void The_answer_is_complete_with_the_block_that_reaches_the_bytes_asked_for()
    {
        var pending = new PendingBlocks(Request(3) with { MaxBytes = 2 * (BlockBatch.PrefixLength + Body(0).Length) }, asked: 0);
        Assert.True(pending.TryDeliver(Hash(0), Body(0)));
        Assert.False(pending.IsComplete);
        Assert.True(pending.TryDeliver(Hash(1), Body(1)));
        Assert.True(pending.IsComplete);
    }

    [Fact]
    public async Task What_came_before_the_end_is_the_answer_and_nothing_is_a_failure()
    {
        var some = new PendingBlocks(Request(2), asked: 0);
        some.TryDeliver(Hash(0), Body(0));
        some.Abandon("the connection ended");
        Assert.Equal([Body(0)], Answer(some));

        var none = new PendingBlocks(Request(2), asked: 0);
        none.TryMiss(Hash(0));
        none.Abandon("the connection ended");
        var failure = await Assert.ThrowsAsync<PeerUnavailableException>(() => none.Answer);
        Assert.Equal("the connection ended", failure.Message);
    }

    private static BlockRequest Request(int count) => BlockRequest.For([.. Enumerable.Range(0, count).Select(Hash)], Plenty);

    private static Hash256 Hash(int number) => new(Enumerable.Repeat((byte)number, Hash256.Length).ToArray());

    private static byte[] Body(int number) => [(byte)number, 2, 3];

    private static IEnumerable<byte[]> Answer(PendingBlocks pending) =>
        pending.Answer.GetAwaiter().GetResult().Split().Select(block => block.ToArray());
}
