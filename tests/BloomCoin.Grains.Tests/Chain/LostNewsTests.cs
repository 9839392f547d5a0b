using System.Collections.Concurrent;
using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Mempool;
using BloomCoin.Grains.Chain;
using BloomCoin.Grains.Tests.Support;
using Orleans;

namespace BloomCoin.Grains.Tests.Chain;

/// <summary>A segment that is not told of a new tip: blocks that are stored stay accepted, the others are told, and it notices by itself.</summary>
public sealed class LostNewsTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _called = new();
    private ChainCluster _cluster = null!;
    private volatile bool _isCut;

    public async ValueTask InitializeAsync() => _cluster = await ChainCluster.Start(onCall: context =>
    {
        _called.Enqueue(context.MethodName);
        if (_isCut && context.MethodName == nameof(IChainSegmentGrain.Invalidate)) throw new TimeoutException("the silo does not answer");
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_segment_that_cannot_be_told_keeps_nobody_else_from_the_news()
    {
        var (old, heavier) = Reorganised();
        await _cluster.Chain.Append(old.Batch(1));
        await _cluster.AwaitNews(old.Tip);
        _called.Clear();

        var report = await AppendUntold(heavier.Batch(5));
        Assert.Equal((8, null, heavier.Tip), (report.Accepted, report.Refusal, report.Tip.Hash));
        await _cluster.AwaitNews(heavier.Tip);
        await ChainCluster.Await(
            () => Task.FromResult(_called.Contains(nameof(IMempoolGrain.OnTip))), () => Task.FromResult("the mempool was not told"));
    }

    [Fact]   // what it held does not lead to what it reads
    public async Task A_segment_with_headers_of_the_old_branch_drops_them_when_it_reads_more()
    {
        var (old, heavier) = Reorganised();
        await _cluster.Chain.Append(old.Batch(1));
        await _cluster.Segment(0).GetHeaders(0, 2000);
        await AppendUntold(heavier.Batch(5));

        await _cluster.Chain.Append(heavier.Extend(1, nonce: 2).Batch(13));
        Assert.Equal(heavier.Headers(0, 14).Blob.ToArray(), (await _cluster.Segment(0).GetHeaders(0, 2000)).Blob.ToArray());
    }

    [Fact]   // chain-format, rule 5: blocks that come faster are heavier after the retarget at 123, so the best chain may get shorter
    public async Task A_segment_that_holds_more_headers_than_the_best_chain_has_drops_them_too()
    {
        var old = TestBranch.FromGenesis().Extend(260, nonce: 1);
        var heavier = old.ForkAt(10).Extend(190, nonce: 2, seconds: 1);
        await _cluster.Chain.Append(old.Batch(1));
        await _cluster.Segment(0).GetHeaders(0, 2000);
        Assert.Equal(heavier.Tip, (await AppendUntold(heavier.Batch(11))).Tip.Hash);

        _cluster.Time.Advance(ChainSegmentGrain.Believed);
        Assert.Equal(heavier.Headers(0, 201).Blob.ToArray(), (await _cluster.Segment(0).GetHeaders(0, 2000)).Blob.ToArray());
    }

    [Fact]   // nothing more is to be read there, and no later block concerns it
    public async Task A_full_segment_that_was_not_told_shows_the_new_branch_in_a_moment()
    {
        var old = TestBranch.FromGenesis().Extend(2050, nonce: 1);
        var heavier = old.ForkAt(1990).Extend(70, nonce: 2);
        await _cluster.Chain.Append(old.Batch(1));
        await _cluster.Segment(0).GetHeaders(0, 2000);
        await _cluster.Segment(1).GetHeaders(2000, 2000);
        await AppendUntold(heavier.Batch(1991));

        _cluster.Time.Advance(ChainSegmentGrain.Believed);
        Assert.Equal(heavier.Headers(1985, 10).Blob.ToArray(), (await _cluster.Segment(0).GetHeaders(1985, 10)).Blob.ToArray());
        Assert.Equal(heavier.Headers(2000, 61).Blob.ToArray(), (await _cluster.Segment(1).GetHeaders(2000, 2000)).Blob.ToArray());
    }

    private static (TestBranch Old, TestBranch Heavier) Reorganised()
    {
        var old = TestBranch.FromGenesis().Extend(10, nonce: 1);
        return (old, old.ForkAt(4).Extend(8, nonce: 2));
    }

    private async Task<AppendReport> AppendUntold(BlockBatch blocks)
    {
        _isCut = true;
        var report = await _cluster.Chain.Append(blocks);
        _isCut = false;
        return report;
    }
}
