using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;

namespace BloomCoin.Client;

/// <summary>The node's grains, called directly. A cancelled call goes on at the node; only the wait for it ends.</summary>
internal sealed class GrainClient(IGrainFactory grains) : IBloomClient
{
    private IChainGrain Chain => grains.GetGrain<IChainGrain>(0);

    public Task<ChainIdentity> GetIdentity(CancellationToken cancellation) => Chain.GetIdentity().WaitAsync(cancellation);

    public Task<ChainTip> GetTip(CancellationToken cancellation) => Chain.GetTip().WaitAsync(cancellation);

    public Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation) => Chain.Append(blocks).WaitAsync(cancellation);

    public Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation) =>
        grains.GetGrain<IChainSegmentGrain>(start / IChainSegmentGrain.Heights).GetHeaders(start, count).WaitAsync(cancellation);

    public Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation) =>
        grains.GetGrain<IBlockReaderGrain>(0).Read(BlockRequest.For(hashes, maxBytes)).WaitAsync(cancellation);
}
