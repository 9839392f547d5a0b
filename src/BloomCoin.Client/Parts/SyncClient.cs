using BloomCoin.Abstractions.Sync;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="ISyncClient"/>
internal sealed class SyncClient(IGrainFactory grains, NodeCalls calls) : ISyncClient
{
    public Task<SyncStatus> GetStatus(CancellationToken cancellation = default) => calls.Repeat(() => grains.GetGrain<ISyncGrain>(0).GetStatus(), cancellation);
}
