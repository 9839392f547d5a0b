using BloomCoin.Abstractions.Peers;
using BloomCoin.Abstractions.Reputation;
using BloomCoin.Client.Connection;

namespace BloomCoin.Client.Parts;

/// <inheritdoc cref="IReputationClient"/>
internal sealed class ReputationClient(IGrainFactory grains, NodeCalls calls) : IReputationClient
{
    public Task<AddressBan[]> GetBans(int offset, int count, CancellationToken cancellation = default) =>
        calls.Repeat(() => grains.GetGrain<IBanListGrain>(IBanListGrain.Key).List(offset, count), cancellation);

    public Task<AddressReputation> Ban(string address, TimeSpan length, string reason, CancellationToken cancellation = default) => calls.Repeat(
        async () =>
        {
            await Of(address).Ban(length, reason);
            return await Of(address).GetReputation();
        },
        cancellation);

    public Task<bool> Unban(string address, CancellationToken cancellation = default) => NodeCalls.Once(() => Of(address).Unban(), cancellation);

    private IReputationGrain Of(string address) => grains.GetGrain<IReputationGrain>(PeerAddress.ReputationKeyOf(address));
}
