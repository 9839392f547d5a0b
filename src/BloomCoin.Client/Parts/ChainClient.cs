using BloomCoin.Abstractions.Chain;
using BloomCoin.Abstractions.Ledger;
using BloomCoin.Chain;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IChainClient"/>
internal sealed class ChainClient(IGrainFactory grains, NodeCalls calls) : IChainClient
{
    private IChainGrain Chain => grains.GetGrain<IChainGrain>(0);

    private ILedgerGrain Ledger => grains.GetGrain<ILedgerGrain>(0);

    public Task<ChainIdentity> GetIdentity(CancellationToken cancellation = default) => calls.Repeat(() => Chain.GetIdentity(), cancellation);

    public Task<ChainTip> GetTip(CancellationToken cancellation = default) => calls.Repeat(() => Chain.GetTip(), cancellation);

    public Task<HeaderRange> GetHeaders(int start, int count, CancellationToken cancellation = default) => calls.Repeat(
        () => grains.GetGrain<IChainSegmentGrain>(start / IChainSegmentGrain.Heights).GetHeaders(start, count), cancellation);

    public Task<BlockAnswer> GetBlocks(IReadOnlyList<Hash256> hashes, int maxBytes, CancellationToken cancellation = default) => calls.Repeat(
        () => grains.GetGrain<IBlockReaderGrain>(0).Read(BlockRequest.For(hashes, maxBytes)), cancellation);

    public Task<FoundBlock?> FindBlock(Hash256 hash, CancellationToken cancellation = default) => calls.Repeat(() => Ledger.FindBlock(hash), cancellation);

    public Task<FoundBlock?> GetBlockAt(int height, CancellationToken cancellation = default) => calls.Repeat(() => Ledger.GetBlockAt(height), cancellation);

    public Task<FoundBlock?> FindBlockOf(Hash256 txid, CancellationToken cancellation = default) => calls.Repeat(() => Ledger.FindBlockOf(txid), cancellation);

    public Task<AppendReport> Append(BlockBatch blocks, CancellationToken cancellation = default) => calls.RepeatLong(() => Chain.Append(blocks), cancellation);
}
