using BloomCoin.Abstractions.Mining;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IMinersClient"/>
internal sealed class MinersClient(IGrainFactory grains, NodeCalls calls) : IMinersClient
{
    public async Task<MinerState?> GetState(int number, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var miner = Hosted.OrNull(() => grains.GetGrain<IMinerGrain>(MinerName.Of(number)));
        return miner is null ? null : await calls.Repeat(() => miner.GetState(), cancellation);
    }
}
