using BloomCoin.Abstractions.Chain;
using BloomCoin.Chain;
using BloomCoin.Grains.Placement;
using BloomCoin.Storage;
using Microsoft.Extensions.Logging;

namespace BloomCoin.Grains.Chain;

/// <inheritdoc cref="IChainGrain"/>
[OnCompute, KeepAlive]
internal sealed class ChainGrain(
    IChainStore store, ICoinStore coins, ChainParameters parameters, ChainNews news, ChainMetrics metrics, TimeProvider time, ILogger<ChainGrain> log)
    : Grain, IChainGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10), SettleAgain = TimeSpan.FromSeconds(1);

    private readonly ChainWriter _writer = new(store, coins, parameters, metrics, time, log, news.Publish);

    private IGrainTimer? _settling;
    private IDisposable? _shown;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => StoreFailures.Translated(() => Load(cancellationToken));

    private async Task Load(CancellationToken cancellationToken)
    {
        await GenesisBlock.Plant(store, parameters, cancellationToken);
        await _writer.Load();
        this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(LookEvery, LookEvery));
        _shown = metrics.Show(_writer);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _shown?.Dispose();
        return Task.CompletedTask;
    }

    public Task<ChainTip> GetTip() => Task.FromResult(_writer.Tip);

    public Task<ChainIdentity> GetIdentity() => Task.FromResult(new ChainIdentity(parameters.Name, parameters.GenesisHash));

    public Task<AppendReport> Append(BlockBatch blocks) => Settled(_writer.Append(blocks));

    public Task<AppendReport> Offer(BlockBatch block, Guid? source) => Settled(_writer.Offer(block, source));

    public Task<int> FindCondemned(byte[] hashes) => Task.FromResult(_writer.FindCondemned(hashes));

    public async Task<Ancestry?> GetAncestors(Hash256 block, int count)
    {
        if (await store.FindHeader(block) is not { } header) return null;
        var headers = await store.ReadAncestors(block, Math.Clamp(count, 1, IChainSegmentGrain.Heights));
        return new Ancestry(new HeaderRange(header.Height + 1 - (headers.Length / BlockHeader.Length), headers), header.Work);
    }

    /// <summary>
    /// A write that fails may have moved the tip: the answer to its commit was lost. Then others read the new one from the store, a miner gets no
    /// template for the old one, and there may be nobody who appends: so it is found out without being asked.
    /// </summary>
    private async Task<AppendReport> Settled(Task<AppendReport> writing)
    {
        try
        {
            return await writing;
        }
        finally
        {
            if (_writer.IsTipUncertain) _settling ??= this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(SettleAgain, SettleAgain));
        }
    }

    /// <summary>Another activation may have written while this one was parted from it, and be gone: then nobody tells this one.</summary>
    private async Task Look(CancellationToken cancellation)
    {
        try
        {
            await _writer.Look();
            _settling?.Dispose();
            _settling = null;
        }
        catch (Exception exception)
        {
            log.TipUncertain(exception);
        }
    }
}
