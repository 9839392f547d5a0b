using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using Orleans.Concurrency;

namespace BloomCoin.Cli.Tests.Fakes;

/// <summary>The grains of a node, over a node in memory that the silo's services hold.</summary>
internal sealed class FakeChainGrain(FakeNode node) : Grain, IChainGrain
{
    public Task<ChainTip> GetTip() => node.GetTip(CancellationToken.None);

    public Task<ChainIdentity> GetIdentity() => node.GetIdentity(CancellationToken.None);

    public Task<AppendReport> Append(BlockBatch blocks) => node.Append(blocks, CancellationToken.None);

    public Task<AppendReport> Offer(BlockBatch block, Guid? source) => throw new NotSupportedException();

    public Task<int> FindCondemned(byte[] hashes) => throw new NotSupportedException();

    public Task<Ancestry?> GetAncestors(Hash256 block, int count) => throw new NotSupportedException();
}

internal sealed class FakeSegmentGrain(FakeNode node) : Grain, IChainSegmentGrain
{
    public Task<HeaderRange> GetHeaders(int start, int count) =>
        start / IChainSegmentGrain.Heights == this.GetPrimaryKeyLong()
            ? node.GetHeaders(start, count, CancellationToken.None)
            : throw new ArgumentOutOfRangeException(nameof(start), start, "not of this segment");

    public Task<BlockAnswer> GetBlocks(BlockRequest request) => throw new NotSupportedException();

    public Task Invalidate(int fromHeight) => throw new NotSupportedException();
}

[StatelessWorker]
internal sealed class FakeReaderGrain(FakeNode node) : Grain, IBlockReaderGrain
{
    public Task<BlockAnswer> Read(BlockRequest request) =>
        node.GetBlocks([.. Enumerable.Range(0, request.Count).Select(i => request[i])], request.MaxBytes, CancellationToken.None);
}
