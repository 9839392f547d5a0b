using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Tests.Support;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>Reading the chain back: segments for the best chain, the reader for any branch.</summary>
public sealed class SegmentTests : IAsyncLifetime
{
    private ChainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private IChainSegmentGrain Segment(int key) => _cluster.Grains.GetGrain<IChainSegmentGrain>(key);

    private IBlockReaderGrain Reader => _cluster.Grains.GetGrain<IBlockReaderGrain>(0);

    [Fact]
    public async Task Headers_end_where_the_segment_or_the_chain_ends()
    {
        var branch = TestBranch.FromGenesis().Extend(2100, nonce: 1);
        await _cluster.Chain.Append(branch.Batch(1));

        Assert.Equal(branch.Headers(0, 2000).Blob.ToArray(), (await Segment(0).GetHeaders(0, 2000)).Blob.ToArray());
        Assert.Equal(branch.Headers(1990, 10).Blob.ToArray(), (await Segment(0).GetHeaders(1990, 2000)).Blob.ToArray());
        Assert.Equal(branch.Headers(2050, 51).Blob.ToArray(), (await Segment(1).GetHeaders(2050, 2000)).Blob.ToArray());
        Assert.Equal(0, (await Segment(1).GetHeaders(2101, 5)).Count);
        Assert.Equal(0, (await Segment(1).GetHeaders(1999, 5)).Count);
        Assert.Equal(0, (await Segment(7).GetHeaders(14_000, 5)).Count);
    }

    [Fact]
    public async Task A_segment_that_was_read_shows_the_blocks_that_are_appended_later()
    {
        var branch = TestBranch.FromGenesis().Extend(10, nonce: 1);
        await _cluster.Chain.Append(branch.Batch(1, 5));
        Assert.Equal(6, (await Segment(0).GetHeaders(0, 2000)).Count);
        await _cluster.Chain.Append(branch.Batch(6));
        Assert.Equal(branch.Headers(0, 11).Blob.ToArray(), (await Segment(0).GetHeaders(0, 2000)).Blob.ToArray());
    }

    [Fact]
    public async Task After_a_reorganisation_every_segment_shows_the_new_branch()
    {
        var old = TestBranch.FromGenesis().Extend(2050, nonce: 1);
        var heavier = old.ForkAt(1990).Extend(70, nonce: 2);
        await _cluster.Chain.Append(old.Batch(1));
        await Segment(0).GetHeaders(0, 2000);
        await Segment(1).GetHeaders(2000, 2000);

        await _cluster.Chain.Append(heavier.Batch(1991));
        Assert.Equal(heavier.Headers(0, 2000).Blob.ToArray(), (await Segment(0).GetHeaders(0, 2000)).Blob.ToArray());
        Assert.Equal(heavier.Headers(2000, 2000).Blob.ToArray(), (await Segment(1).GetHeaders(2000, 2000)).Blob.ToArray());
    }

    [Fact]
    public async Task Blocks_come_in_the_order_asked_from_any_branch_and_unknown_ones_are_named()
    {
        var best = TestBranch.FromGenesis().Extend(2010, nonce: 1);
        var side = best.ForkAt(3).Extend(2, nonce: 2);
        await _cluster.Chain.Append(best.Batch(1));
        await _cluster.Chain.Append(side.Batch(4));

        var unknown = Hash256.Parse(new string('a', 64));
        List<Hash256> asked = [best.Tip, side.Tip, unknown, best.Blocks[1].Hash, best.Blocks[1].Hash, best.Blocks[2000].Hash];
        var (found, missing) = await ReadAll(asked, maxBytes: 1 << 20);

        Assert.Equal([best.Tip, side.Tip, best.Blocks[1].Hash, best.Blocks[1].Hash, best.Blocks[2000].Hash], found);
        Assert.Equal([unknown], missing);
    }

    [Theory, InlineData(1), InlineData(700), InlineData(5_000), InlineData(int.MaxValue)]
    public async Task However_little_fits_an_answer_all_blocks_come_in_the_end(int maxBytes)
    {
        var branch = TestBranch.FromGenesis().Extend(40, nonce: 1);
        await _cluster.Chain.Append(branch.Batch(1));
        var (found, missing) = await ReadAll([.. branch.Blocks.Select(block => block.Hash)], maxBytes);
        Assert.Equal(branch.Blocks.Select(block => block.Hash), found);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task An_answer_stops_at_the_block_with_which_it_reaches_the_bytes_asked_for()
    {
        var branch = TestBranch.FromGenesis().Extend(40, nonce: 1);
        await _cluster.Chain.Append(branch.Batch(1));
        var size = branch.Blocks[1].Bytes.Length + BlockBatch.PrefixLength;
        var answer = await Reader.Read(BlockRequest.For([.. branch.Blocks.Skip(1).Select(block => block.Hash)], 3 * size));
        Assert.Equal((3, 3 * size), (answer.Answered, answer.Found.Blob.Length));
    }

    /// <summary>Asks as a gateway does: again for what was not answered.</summary>
    private async Task<(List<Hash256> Found, List<Hash256> Missing)> ReadAll(List<Hash256> asked, int maxBytes)
    {
        var (found, missing) = (new List<Hash256>(), new List<Hash256>());
        for (var offset = 0; offset < asked.Count;)
        {
            var answer = await Reader.Read(BlockRequest.For(asked[offset..], maxBytes));
            Assert.InRange(answer.Answered, 1, asked.Count - offset);
            found.AddRange(answer.Found.Split().Select(block => BlockHeader.HashOf(block.Span)));
            missing.AddRange(answer.Missing.Chunk(Hash256.Length).Select(hash => new Hash256(hash)));
            offset += answer.Answered;
        }

        return (found, missing);
    }
}
