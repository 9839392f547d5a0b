using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IChainGrain"/>
[OnCompute, KeepAlive]
internal sealed class ChainGrain(
    IChainStore store, ICoinStore coins, ChainParameters parameters, ChainNews news, TimeProvider time, ILogger<ChainGrain> log) : Grain, IChainGrain
{
    private readonly ChainWriter _writer = new(store, coins, parameters, time, log, news.Publish);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await GenesisBlock.Plant(store, parameters, cancellationToken);
        await _writer.Load();
    }

    public Task<ChainTip> GetTip() => Task.FromResult(_writer.Tip);

    public Task<ChainIdentity> GetIdentity() => Task.FromResult(new ChainIdentity(parameters.Name, parameters.GenesisHash));

    public Task<AppendReport> Append(BlockBatch blocks) => _writer.Append(blocks);

    public Task<AppendReport> Offer(BlockBatch block, Guid? source) => _writer.Offer(block, source);

    public Task<int> FindCondemned(byte[] hashes) => Task.FromResult(_writer.FindCondemned(hashes));

    public async Task<Ancestry?> GetAncestors(Hash256 block, int count)
    {
        if (await store.FindHeader(block) is not { } header) return null;
        var headers = await store.ReadAncestors(block, Math.Clamp(count, 1, IChainSegmentGrain.Heights));
        return new Ancestry(new HeaderRange(header.Height + 1 - (headers.Length / BlockHeader.Length), headers), header.Work);
    }
}
