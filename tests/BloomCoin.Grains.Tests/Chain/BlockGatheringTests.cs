using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Tests.Support;
using BloomCoin.Testing;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>What a silo keeps of bodies, so that peers who read the same chain cost the store one reading.</summary>
public sealed class BlockGatheringTests : IDisposable
{
    private readonly TestBranch _branch = TestBranch.FromGenesis().Extend(400, nonce: 1);
    private readonly BodyCache _cache = new();
    private readonly BlockGathering _gathering;

    public BlockGatheringTests() => _gathering = new BlockGathering(null!, _cache);   // no store: what is not at hand is not asked for

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void What_is_at_hand_is_given_up_to_the_first_block_that_is_not()
    {
        Keep([1, 2, 4]);
        Assert.Equal([1, 2], Given(1, 2, 3, 4));
        Assert.Equal([4, 4, 1], Given(4, 4, 1));
        Assert.Empty(Given(3, 4));
    }

    [Fact]
    public void An_answer_of_another_silo_is_kept_block_by_block_whatever_it_lacks()
    {
        var request = Request(5, 6, 7, 8, 9);
        _gathering.Keep(request, new BlockAnswer(TestBranch.BatchOf([_branch.Blocks[6], _branch.Blocks[8]]), 4, [.. Hash(5), .. Hash(7)]));
        Assert.Equal([6], Given(6, 7));
        Assert.Equal([8], Given(8, 9));
        Assert.Empty(Given(5));
        Assert.Empty(Given(7));
    }

    [Fact]   // and what the caller asks for, when that is less
    public void It_comes_in_pieces_that_are_no_large_objects()
    {
        Keep([.. Enumerable.Range(1, 400)]);
        var answer = _gathering.FromCache(Request([.. Enumerable.Range(1, 400)]));
        Assert.InRange(answer.Answered, 2, 399);
        Assert.InRange(answer.Found.Blob.Length, 48 * 1024, 64 * 1024);
        Assert.Equal(1, _gathering.FromCache(Request([1, 2]) with { MaxBytes = 1 }).Answered);
    }

    [Fact]   // whoever asks for the whole chain fills it, and it makes room for what is asked for next
    public async Task Bodies_take_no_more_than_their_room()
    {
        const int Length = 1024 * 1024;
        var bodies = Enumerable.Range(0, (int)(BodyCache.MaxBytes / Length * 2)).Select(number => new Hash256(Enumerable.Repeat((byte)number, Hash256.Length).ToArray())).ToList();
        foreach (var body in bodies)
        {
            _cache.Add(body, new byte[Length]);
            Assert.True(bodies.Count(one => _cache.Find(one) is not null) * (long)Length <= BodyCache.MaxBytes);
        }

        var next = _branch.Blocks[1];
        await Eventually.True("there is room again", () =>
        {
            _cache.Add(next.Hash, next.Bytes.ToArray());
            return _cache.Find(next.Hash) is not null;
        });
    }

    private void Keep(int[] heights) => _gathering.Keep(
        Request(heights), new BlockAnswer(TestBranch.BatchOf(heights.Select(height => _branch.Blocks[height])), heights.Length, []));

    private IEnumerable<int> Given(params int[] heights)
    {
        var answer = _gathering.FromCache(Request(heights));
        var found = answer.Found.Split().Select(block => BlockHeader.HashOf(block.Span)).ToList();
        Assert.Equal(answer.Answered, found.Count);
        Assert.Empty(answer.Missing);
        return found.Select(hash => _branch.Blocks.Index().First(block => block.Item.Hash == hash).Index);
    }

    private byte[] Hash(int height) => _branch.Blocks[height].Hash.ToArray();

    private BlockRequest Request(params int[] heights) => BlockRequest.For([.. heights.Select(height => _branch.Blocks[height].Hash)], 1 << 20);
}
